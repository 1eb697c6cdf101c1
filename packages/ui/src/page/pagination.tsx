import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

export type PageLink = {
  text: string
  href: string
  label?: string | undefined
  current?: boolean | undefined
}

export type PaginationProps = ComponentProps<'nav'> & {
  label: string
  previous?: { href: string; text: string } | undefined
  next?: { href: string; text: string } | undefined
  /** The pages to offer; `'gap'` is where some are left out. */
  pages: (PageLink | 'gap')[]
}

/** Moves through a long list page by page. */
export function Pagination({ label, previous, next, pages, className, ...rest }: PaginationProps) {
  return (
    <nav className={classNames('pagination', className)} aria-label={label} {...rest}>
      <ul>
        {previous && (
          <li>
            <a href={previous.href} rel="prev">
              {previous.text}
            </a>
          </li>
        )}
        {pages.map((page, place) =>
          page === 'gap' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a gap has no other name than its place
            <li key={`gap-${place}`} aria-hidden="true">
              …
            </li>
          ) : (
            <li key={page.href}>
              <a href={page.href} aria-label={page.label} aria-current={page.current ? 'page' : undefined}>
                {page.text}
              </a>
            </li>
          ),
        )}
        {next && (
          <li>
            <a href={next.href} rel="next">
              {next.text}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
