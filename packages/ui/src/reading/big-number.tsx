import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

export type BigNumberProps = Omit<ComponentProps<'p'>, 'children'> & { label: string; value: string }

/** A number to be read out, written down or seen across a room: a reservation number, a running count. */
export function BigNumber({ label, value, className, ...rest }: BigNumberProps) {
  return (
    <p className={classNames('big-number', className)} {...rest}>
      <span className="big-number-label">{label} </span>
      <span className="big-number-value">{value}</span>
    </p>
  )
}
