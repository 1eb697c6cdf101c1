import {
  Children,
  type ComponentProps,
  cloneElement,
  createContext,
  isValidElement,
  type ReactElement,
  type ReactNode,
  useContext,
  useId,
} from 'react'
import { classNames } from '../class-names.ts'

export type Column = string | { text: string; align?: 'end'; sort?: 'ascending' | 'descending' }

export type TableProps = Omit<ComponentProps<'table'>, 'children'> & {
  caption: ReactNode
  /** The caption is for the ear only, where a heading right above says the same. */
  captionHidden?: boolean | undefined
  /** The headings, in the order of the cells of each Row. */
  columns: readonly Column[]
  /** Rows. */
  children?: ReactNode
}

const Columns = createContext<readonly Column[]>([])
const textOf = (column: Column | undefined) => (typeof column === 'string' ? column : column?.text)
const alignOf = (column: Column | undefined) => (typeof column === 'object' ? column.align : undefined)

/**
 * A table. On a narrow screen of the office each row stands as a card, its cells one under another behind their headings
 * (office/table-cards.css). The roles say to a screen reader what the tags say no longer once they are laid out so.
 * Elsewhere it scrolls inside its own box, which takes focus so that keys can scroll it.
 */
export function Table({ caption, captionHidden, columns, className, children, ...rest }: TableProps) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="table-scroll" aria-labelledby={id} tabIndex={0}>
      <table {...as('table')} className={classNames('table', className)} {...rest}>
        <caption id={id} className={captionHidden ? 'visually-hidden' : undefined}>
          {caption}
        </caption>
        <thead {...as('rowgroup')}>
          <tr {...as('row')}>
            {columns.map((column) => (
              <th
                key={textOf(column)}
                scope="col"
                {...as('columnheader')}
                data-align={alignOf(column)}
                aria-sort={typeof column === 'object' ? column.sort : undefined}
              >
                {textOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...as('rowgroup')}>
          <Columns.Provider value={columns}>{children}</Columns.Provider>
        </tbody>
      </table>
    </section>
  )
}

type Cell = ReactElement<Record<string, unknown>>

/** A row of a Table: its children are its cells, `td` or `th scope="row"`, one for each column. */
export function Row({ children, ...rest }: ComponentProps<'tr'>) {
  const columns = useContext(Columns)
  return (
    <tr {...as('row')} {...rest}>
      {Children.toArray(children).map((cell, at) =>
        isValidElement(cell)
          ? cloneElement(cell as Cell, {
              ...as(cell.type === 'th' ? 'rowheader' : 'cell'),
              'data-align': alignOf(columns[at]),
              'data-label': textOf(columns[at]),
            })
          : cell,
      )}
    </tr>
  )
}

const as = (role: string) => ({ role })
