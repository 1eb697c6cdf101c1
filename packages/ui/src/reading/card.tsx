import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../class-names.ts'

export type CardProps = Omit<ComponentProps<'section'>, 'title'> & {
  title?: ReactNode
  level?: 2 | 3 | 4 | undefined
  /** `key` for the one card that matters most on the page. */
  look?: 'plain' | 'key' | undefined
}

/** Things that belong together, in a box. */
export function Card({ title, level = 2, look = 'plain', className, children, ...rest }: CardProps) {
  const Level = `h${level}` as const
  return (
    <section className={classNames('card', className)} data-look={look} {...rest}>
      {title && <Level className="card-title">{title}</Level>}
      {children}
    </section>
  )
}
