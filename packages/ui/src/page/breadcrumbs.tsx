import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

export type BreadcrumbsProps = ComponentProps<'nav'> & {
  label: string
  /** From the top down; the last one is this page and needs no `href`. */
  items: { text: string; href?: string | undefined }[]
}

/** Where this page stands. */
export function Breadcrumbs({ label, items, className, ...rest }: BreadcrumbsProps) {
  return (
    <nav className={classNames('breadcrumbs', className)} aria-label={label} {...rest}>
      <ol>
        {items.map(({ text, href }) => (
          <li key={text}>{href ? <a href={href}>{text}</a> : <span aria-current="page">{text}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}
