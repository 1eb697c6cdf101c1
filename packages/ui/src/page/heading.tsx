import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../class-names.ts'

export type HeadingProps = ComponentProps<'h1'> & {
  level: 1 | 2 | 3 | 4
  /** How large it looks, when that differs from its level. */
  size?: 'xl' | 'l' | 'm' | 's' | undefined
  /** A small line above it: the step, the person. Read before the heading. */
  kicker?: ReactNode
}

const SIZES = { 1: 'xl', 2: 'l', 3: 'm', 4: 's' } as const

/** A heading; its level is its place in the page and its size is only its look. */
export function Heading({ level, size = SIZES[level], kicker, className, children, ...rest }: HeadingProps) {
  const Level = `h${level}` as const
  return (
    <Level className={classNames('heading', className)} data-size={size} {...rest}>
      {kicker && <span className="heading-kicker">{kicker} </span>}
      {children}
    </Level>
  )
}
