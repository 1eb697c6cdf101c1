import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

export type ColumnsProps = ComponentProps<'div'> & {
  /** How the width is shared; one column on a narrow screen. Default `halves`. */
  split?: 'halves' | 'main-aside' | 'thirds' | undefined
}

/** Parts of a page side by side. */
export function Columns({ split = 'halves', className, ...rest }: ColumnsProps) {
  return <div className={classNames('columns', className)} data-split={split} {...rest} />
}
