import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'
import { Icon } from '../picture/icon.tsx'

export type TextLinkProps = ComponentProps<'a'> & {
  href: string
  /** Opens another window, and says so in these words: 「別のウィンドウで開きます」. */
  newWindow?: string | undefined
}

/** A link in or under text, always underlined. */
export function TextLink({ newWindow, className, children, ...rest }: TextLinkProps) {
  const elsewhere = newWindow ? { target: '_blank', rel: 'noreferrer' } : {}
  return (
    <a className={classNames('text-link', className)} {...elsewhere} {...rest}>
      {children}
      {newWindow && <Icon name="external" label={newWindow} />}
    </a>
  )
}
