import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

export type LanguageLink = {
  /** In its own words: 「English」. */
  name: string
  href: string
  /** BCP 47, so that the name is read aloud in its own language. */
  lang: string
  current?: boolean | undefined
}

export type LanguageLinksProps = ComponentProps<'nav'> & { label: string; languages: LanguageLink[] }

/** The languages of the page as plain links. */
export function LanguageLinks({ label, languages, className, ...rest }: LanguageLinksProps) {
  return (
    <nav className={classNames('language-links', className)} aria-label={label} {...rest}>
      <ul>
        {languages.map(({ name, href, lang, current }) => (
          <li key={href}>
            <a href={href} lang={lang} hrefLang={lang} aria-current={current ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
