import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from '../class-names.ts'

export type ConfirmBlockProps = Omit<ComponentProps<'section'>, 'title'> & {
  /** The question, naming what and whose: 「佐藤花子さんのカードを廃棄しますか」. */
  title: string
  /** `irreversible` for what cannot be taken back. */
  kind?: 'ordinary' | 'irreversible' | undefined
  level?: 2 | 3 | undefined
  /** The button that does it, in a form, and the link that does not. */
  actions: ReactNode
}

/** Asks before something happens, on the page and not in a pop-up. `children` says what will happen. */
export function ConfirmBlock({
  title,
  kind = 'ordinary',
  level = 2,
  actions,
  className,
  children,
  ...rest
}: ConfirmBlockProps) {
  const id = useId()
  const Level = `h${level}` as const
  return (
    <section
      className={classNames('confirm-block', className)}
      data-kind={kind}
      aria-labelledby={id}
      {...rest}
    >
      <Level id={id}>{title}</Level>
      {children}
      <div className="button-row">{actions}</div>
    </section>
  )
}
