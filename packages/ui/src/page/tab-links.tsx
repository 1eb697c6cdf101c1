import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

export type TabLink = {
  text: string
  href: string
  current?: boolean | undefined
  count?: number | undefined
}

export type TabLinksProps = ComponentProps<'nav'> & { label: string; tabs: TabLink[] }

/** Pages that belong together, as links that look like tabs: each has its own address. */
export function TabLinks({ label, tabs, className, ...rest }: TabLinksProps) {
  return (
    <nav className={classNames('tab-links', className)} aria-label={label} {...rest}>
      <ul>
        {tabs.map(({ text, href, current, count }) => (
          <li key={href}>
            <a href={href} aria-current={current ? 'page' : undefined}>
              {text}
              {count !== undefined && <span className="count">{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
