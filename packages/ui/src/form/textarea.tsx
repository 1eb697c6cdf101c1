import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'
import { useFieldControl } from './field-control.ts'

export type TextareaProps = Omit<ComponentProps<'textarea'>, 'placeholder'> & { placeholder?: never }

/** Several lines of text. */
export function Textarea({ rows = 4, className, ...rest }: TextareaProps) {
  return <textarea className={classNames('input', className)} rows={rows} {...useFieldControl()} {...rest} />
}
