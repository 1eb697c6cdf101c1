import type { ComponentProps } from 'react'
import { FieldControlContext } from './field-control.ts'
import { type FieldFrameProps, FieldLabel, FieldTexts, wireField } from './field-frame.tsx'

export type FieldGroupProps = FieldFrameProps & Omit<ComponentProps<'fieldset'>, 'id'>

/** The same frame around several controls with one question: a fieldset whose legend is the label. */
export function FieldGroup({
  id,
  label,
  required,
  optional,
  support,
  error,
  role,
  children,
  ...rest
}: FieldGroupProps) {
  const frame = { id, label, required, optional, support, error }
  const wired = wireField(frame)
  const { 'aria-describedby': describedBy, 'aria-invalid': invalid, 'aria-required': needed } = wired.control
  // Only a radiogroup may carry them; elsewhere the controls inside do.
  const state = role === 'radiogroup' ? { 'aria-invalid': invalid, 'aria-required': needed } : {}

  return (
    <fieldset
      className="field"
      data-invalid={error ? '' : undefined}
      role={role}
      aria-describedby={describedBy}
      {...state}
      {...rest}
    >
      <legend className="field-label">
        <FieldLabel {...frame} />
      </legend>
      <FieldTexts {...frame} wired={wired} />
      <FieldControlContext.Provider value={wired.control}>{children}</FieldControlContext.Provider>
    </fieldset>
  )
}
