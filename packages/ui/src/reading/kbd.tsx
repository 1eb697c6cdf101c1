import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

/** A key to press. */
export function Kbd({ className, ...rest }: ComponentProps<'kbd'>) {
  return <kbd className={classNames('kbd', className)} {...rest} />
}
