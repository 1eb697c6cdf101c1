import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from '../class-names.ts'
import { Icon } from '../picture/icon.tsx'

export type NoticeProps = Omit<ComponentProps<'section'>, 'title'> & {
  kind: 'info' | 'success' | 'warning' | 'maintenance' | 'emergency'
  /** The kind in words, shown beside its sign: 「メンテナンスのお知らせ」. */
  label: string
  title: ReactNode
  /** Level of the title in the page. Default 2. */
  level?: 2 | 3 | 4 | undefined
  /** When it was published, as it is written. */
  date?: string | undefined
}

const ICONS = {
  info: 'info',
  success: 'check',
  warning: 'warning',
  maintenance: 'tool',
  emergency: 'warning',
} as const

/** DADS notification and emergency banners: the sign, the word and the colour say the same thing. */
export function Notice({ kind, label, title, level = 2, date, className, children, ...rest }: NoticeProps) {
  const id = useId()
  const Level = `h${level}` as const
  return (
    <section className={classNames('notice', className)} data-kind={kind} aria-labelledby={id} {...rest}>
      <p className="notice-label">
        <Icon name={ICONS[kind]} /> {label}
        {date && <span className="notice-date">{date}</span>}
      </p>
      <Level id={id} className="notice-title">
        {title}
      </Level>
      {children && <div className="notice-body">{children}</div>}
    </section>
  )
}
