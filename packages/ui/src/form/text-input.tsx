import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'
import { useFieldControl } from './field-control.ts'

export type TextInputProps = Omit<ComponentProps<'input'>, 'placeholder' | 'width'> & {
  /** How long an answer is expected to be; the field shows it. Default `full`. */
  width?: 'full' | 'long' | 'medium' | 'short' | undefined
  /** A placeholder goes away when it is needed: write it as the field's support text. */
  placeholder?: never
}

/** One line of text. Full-width digits and hyphens are welcome: the server reads them. */
export function TextInput({ width = 'full', type = 'text', className, ...rest }: TextInputProps) {
  return (
    <input
      className={classNames('input', className)}
      data-width={width}
      type={type}
      {...useFieldControl()}
      {...rest}
    />
  )
}
