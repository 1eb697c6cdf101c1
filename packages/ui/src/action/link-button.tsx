import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'
import type { ButtonKind, ButtonSize } from './button.tsx'

export type LinkButtonProps = ComponentProps<'a'> & {
  href: string
  kind?: Exclude<ButtonKind, 'danger'> | undefined
  size?: ButtonSize | undefined
}

/** A link that is the one thing to do on the page. It goes somewhere; what changes something is a Button in a form. */
export function LinkButton({
  kind = 'primary',
  size = 'medium',
  className,
  children,
  ...rest
}: LinkButtonProps) {
  return (
    <a className={classNames('button', className)} data-kind={kind} data-size={size} {...rest}>
      {children}
    </a>
  )
}
