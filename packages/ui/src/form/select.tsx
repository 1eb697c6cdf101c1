import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'
import { useFieldControl } from './field-control.ts'

export type SelectOption = { value: string; label: string }

export type SelectProps = ComponentProps<'select'> & {
  options: SelectOption[]
  /** The first, empty choice: 「選択してください」. */
  empty?: string | undefined
  width?: 'full' | 'long' | 'medium' | 'short' | undefined
}

/** One of many. For seven or fewer, RadioGroup shows them all at once. */
export function Select({ options, empty, width = 'long', className, ...rest }: SelectProps) {
  return (
    <select
      className={classNames('input', 'select', className)}
      data-width={width}
      {...useFieldControl()}
      {...rest}
    >
      {empty !== undefined && <option value="">{empty}</option>}
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}
