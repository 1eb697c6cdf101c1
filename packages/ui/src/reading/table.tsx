import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from '../class-names.ts'

export type TableProps = ComponentProps<'table'> & {
  caption: ReactNode
  /** The caption is for the ear only, where a heading right above says the same. */
  captionHidden?: boolean | undefined
}

/** A table that scrolls inside its own box on a narrow screen; the box takes focus so that keys can scroll it. */
export function Table({ caption, captionHidden, className, children, ...rest }: TableProps) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="table-scroll" aria-labelledby={id} tabIndex={0}>
      <table className={classNames('table', className)} {...rest}>
        <caption id={id} className={captionHidden ? 'visually-hidden' : undefined}>
          {caption}
        </caption>
        {children}
      </table>
    </section>
  )
}
