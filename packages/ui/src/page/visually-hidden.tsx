import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

/** Words for the ear only. Not for anything that can take focus. */
export function VisuallyHidden({ className, ...rest }: ComponentProps<'span'>) {
  return <span className={classNames('visually-hidden', className)} {...rest} />
}
