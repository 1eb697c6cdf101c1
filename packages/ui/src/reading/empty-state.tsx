import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../class-names.ts'

export type EmptyStateProps = Omit<ComponentProps<'div'>, 'title'> & { title: string; actions?: ReactNode }

/** Nothing here: says so, why (`children`), and the next best thing (`actions`). */
export function EmptyState({ title, actions, className, children, ...rest }: EmptyStateProps) {
  return (
    <div className={classNames('empty-state', className)} {...rest}>
      <p className="empty-title">{title}</p>
      {children}
      {actions && <div className="button-row">{actions}</div>}
    </div>
  )
}
