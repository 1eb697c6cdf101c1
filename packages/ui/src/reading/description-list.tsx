import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../class-names.ts'

export type DescriptionListProps = ComponentProps<'dl'> & {
  items: { term: ReactNode; value: ReactNode }[]
  /** `columns` sets term beside value in a tight grid, for a record on an office page. */
  layout?: 'stack' | 'columns' | undefined
}

/** Facts by name, to be read. */
export function DescriptionList({ items, layout = 'stack', className, ...rest }: DescriptionListProps) {
  return (
    <dl className={classNames('description-list', className)} data-layout={layout} {...rest}>
      {items.map(({ term, value }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items do not move
        <div key={place}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
