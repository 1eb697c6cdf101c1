import { type ComponentProps, useId } from 'react'
import { classNames } from '../class-names.ts'

export type ErrorSummaryProps = Omit<ComponentProps<'div'>, 'title'> & {
  /** 「入力内容を確認してください」. */
  title: string
  /** `href` is `#` and the id of the field, or a page where it can be put right. */
  errors: { text: string; href?: string | undefined }[]
}

/**
 * What is wrong, at the top of the page, each line leading to its field. It must have focus when the page loads:
 * `autofocus` does that without JavaScript, `data-autofocus` where a browser honours it on controls only.
 */
export function ErrorSummary({ title, errors, className, ...rest }: ErrorSummaryProps) {
  const id = useId()
  if (errors.length === 0) return null

  return (
    <div
      className={classNames('error-summary', className)}
      role="alert"
      aria-labelledby={id}
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: an error summary has to be the first thing that is read
      autoFocus
      data-autofocus=""
      {...rest}
    >
      <h2 id={id}>{title}</h2>
      <ul>
        {errors.map(({ text, href }) => (
          <li key={text}>{href ? <a href={href}>{text}</a> : text}</li>
        ))}
      </ul>
    </div>
  )
}
