import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'
import { useFieldControl } from './field-control.ts'

/** A file from this computer; what is accepted and how large it may be belongs in the field's support text. */
export function FileInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <input className={classNames('file-input', className)} type="file" {...useFieldControl()} {...rest} />
  )
}
