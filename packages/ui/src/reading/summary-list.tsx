import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../class-names.ts'

export type SummaryRow = {
  term: ReactNode
  value: ReactNode
  /** `label` names what changes: 「日時を変更する」. */
  change?: { href: string; label: string } | undefined
}

export type SummaryListProps = ComponentProps<'dl'> & { rows: SummaryRow[] }

/** What was answered, to be checked before it is sent, each row with the way back to it. */
export function SummaryList({ rows, className, ...rest }: SummaryListProps) {
  return (
    <dl className={classNames('summary-list', className)} {...rest}>
      {rows.map(({ term, value, change }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows do not move
        <div key={place}>
          <dt>{term}</dt>
          <dd>{value}</dd>
          {change && (
            <dd className="summary-change">
              <a href={change.href}>{change.label}</a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
