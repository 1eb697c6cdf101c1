import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../class-names.ts'

export type HeaderProps = Omit<ComponentProps<'header'>, 'title'> & {
  /** The municipality: 「上尾市」. */
  name: string
  /** What this site is: 「マイナンバーカード交付予約」. */
  service: string
  /** Where the name leads: the top page. */
  href: string
  /** Decorative: the name stands beside it. */
  logo?: { src: string; width: number; height: number } | undefined
  /** The right-hand side: LanguageLinks, a telephone number. */
  children?: ReactNode
}

/** Whose site this is, in the municipality's own colour, with the languages at its end. */
export function Header({ name, service, href, logo, className, children, ...rest }: HeaderProps) {
  return (
    <header className={classNames('header', className)} {...rest}>
      <div className="header-inner">
        <a className="header-home" href={href}>
          {logo && <img {...logo} alt="" />}
          <span className="header-name">{name}</span>
          <span className="header-service">{service}</span>
        </a>
        {children}
      </div>
    </header>
  )
}
