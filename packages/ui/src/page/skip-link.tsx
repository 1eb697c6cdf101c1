import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

/** The first thing in the body: past the header, to the content. Seen when it has focus. */
export function SkipLink({ className, href = '#main', children, ...rest }: ComponentProps<'a'>) {
  return (
    <a className={classNames('skip-link', className)} href={href} {...rest}>
      {children}
    </a>
  )
}
