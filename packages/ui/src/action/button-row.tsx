import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

/** Buttons that belong together: one under another on a telephone, side by side where there is room. */
export function ButtonRow({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={classNames('button-row', className)} {...rest} />
}
