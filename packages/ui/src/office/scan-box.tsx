import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'
import { Icon } from '../picture/icon.tsx'
import { Kbd } from '../reading/kbd.tsx'

export type ScanBoxProps = ComponentProps<'form'> & {
  label: string
  button: string
  /** What may be typed, in few words: the label is for those who hear it. */
  hint?: string | undefined
  /** The parameter's name. Default `q`. */
  name?: string | undefined
  defaultValue?: string | undefined
  /** The key that brings focus here. Default `/`. */
  focusKey?: string | undefined
}

/** One field for whatever is scanned or typed. A scanner ends with Enter, which sends the form. Children: hidden fields. */
export function ScanBox({
  label,
  button,
  hint,
  name = 'q',
  defaultValue,
  focusKey = '/',
  className,
  children,
  ...rest
}: ScanBoxProps) {
  return (
    <search>
      <form className={classNames('scan-box', className)} {...rest}>
        {children}
        <Icon name="scan" />
        <input
          className="input"
          type="search"
          name={name}
          aria-label={label}
          placeholder={hint}
          defaultValue={defaultValue}
          data-focus-key={focusKey}
          aria-keyshortcuts={focusKey}
          autoComplete="off"
          spellCheck={false}
        />
        <Kbd aria-hidden="true">{focusKey}</Kbd>
        <button type="submit" className="button" data-kind="secondary" data-size="small">
          {button}
        </button>
      </form>
    </search>
  )
}
