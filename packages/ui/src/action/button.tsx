import { type ComponentProps, useId } from 'react'
import { classNames } from '../class-names.ts'

export type ButtonKind = 'primary' | 'secondary' | 'text' | 'danger'
export type ButtonSize = 'large' | 'medium' | 'small'

export type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & {
  /** One `primary` per page. `danger` is for what cannot be taken back. */
  kind?: ButtonKind | undefined
  size?: ButtonSize | undefined
  /** Why it cannot be pressed now. It stays focusable, says so, and sends nothing. */
  unavailable?: string | undefined
  /** A button that is greyed out without a reason is a dead end: use `unavailable`. */
  disabled?: never
}

/** A button says what it does: 「この内容で予約する」. At least 48 px high, 44 px where `small`. */
export function Button({
  kind = 'primary',
  size = 'medium',
  unavailable,
  type,
  className,
  ...rest
}: ButtonProps) {
  const reason = useId()
  const button = (
    <button
      className={classNames('button', className)}
      data-kind={kind}
      data-size={size}
      type={unavailable ? 'button' : (type ?? 'submit')}
      aria-disabled={unavailable ? true : undefined}
      aria-describedby={unavailable ? reason : undefined}
      {...rest}
    />
  )
  if (!unavailable) return button
  return (
    <span className="button-unavailable">
      {button}
      <span id={reason}>{unavailable}</span>
    </span>
  )
}
