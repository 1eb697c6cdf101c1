import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { SkipLink } from '../page/skip-link.tsx'

export type Room = {
  text: string
  href: string
  current?: boolean | undefined
  /** How many wait there. */
  count?: number | undefined
}

export type AppFrameProps = Omit<ComponentProps<'div'>, 'title'> & {
  /** The skip link's words. */
  skip: string
  /** The office: 「上尾市 交付管理」, and where it leads. */
  brand: { text: string; href: string }
  /** The scan box: always there, on every page. */
  scan?: ReactNode
  /** The right end of the bar: venue and counter, date, connection, who I am, lock. */
  bar?: ReactNode
  navLabel: string
  rooms: Room[]
  /** Under the rooms: version, help. */
  navEnd?: ReactNode
}

/** The frame of an office page: a bar on top, the rooms on the left, the work in the middle. Goes with `data-density="compact"` on body. */
export function AppFrame(props: AppFrameProps) {
  const { skip, brand, scan, bar, navLabel, rooms, navEnd, className, children, ...rest } = props
  return (
    <div className={classNames('app-frame', className)} {...rest}>
      <SkipLink>{skip}</SkipLink>
      <header className="app-bar">
        <a className="app-brand" href={brand.href}>
          {brand.text}
        </a>
        {scan}
        {bar && <div className="app-bar-end">{bar}</div>}
      </header>
      <nav className="app-rooms" aria-label={navLabel}>
        <ul>
          {rooms.map(({ text, href, current, count }) => (
            <li key={href}>
              <a href={href} aria-current={current ? 'page' : undefined}>
                {text}
                {count !== undefined && <span className="count">{count}</span>}
              </a>
            </li>
          ))}
        </ul>
        {navEnd}
      </nav>
      <main id="main" className="app-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
