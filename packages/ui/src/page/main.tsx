import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

export type MainProps = ComponentProps<'main'> & {
  /** `reading` is one narrow column (default); `wide` is for tables and boards. */
  width?: 'reading' | 'wide' | undefined
}

/** The content of the page; the skip link lands here. */
export function Main({ id = 'main', width = 'reading', className, ...rest }: MainProps) {
  return <main id={id} tabIndex={-1} className={classNames('main', className)} data-width={width} {...rest} />
}
