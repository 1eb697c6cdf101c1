import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

export type FooterProps = ComponentProps<'footer'> & {
  /** The name of the list of links, for the ear: 「このサイトについて」. */
  label: string
  links: { href: string; text: string }[]
}

/** Where help is, on every page in the same place (WCAG 3.2.6). `children` is the office: name, telephone, hours. */
export function Footer({ label, links, className, children, ...rest }: FooterProps) {
  return (
    <footer className={classNames('footer', className)} {...rest}>
      <div className="footer-inner">
        <nav aria-label={label}>
          <ul>
            {links.map(({ href, text }) => (
              <li key={href}>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </nav>
        {children}
      </div>
    </footer>
  )
}
