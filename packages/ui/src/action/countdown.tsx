import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

export type CountdownProps = ComponentProps<'div'> & {
  /** The instant at which the time is over. */
  until: Date
  /** Said politely when `warnSeconds` are left: 「あと2分です。延長できます。」 */
  warning: string
  /** Said when it is over: 「確保の時間が終わりました。」 */
  over: string
  /** Default 120. */
  warnSeconds?: number | undefined
}

/**
 * A time limit as a sentence that is true without JavaScript (`children`: 「この枠は9時42分まで確保しています」).
 * With it, the end is announced twice and no ticking number disturbs anyone.
 */
export function Countdown({
  until,
  warning,
  over,
  warnSeconds = 120,
  className,
  children,
  ...rest
}: CountdownProps) {
  return (
    <div
      className={classNames('countdown', className)}
      data-countdown={until.toISOString()}
      data-countdown-warn={warnSeconds}
      data-countdown-warning={warning}
      data-countdown-over={over}
      {...rest}
    >
      {children}
      <p className="countdown-said" role="status" />
    </div>
  )
}
