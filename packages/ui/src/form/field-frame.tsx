import type { ReactNode } from 'react'
import { Icon } from '../picture/icon.tsx'
import type { FieldControl } from './field-control.ts'

export type FieldFrameProps = {
  /** The id of the control (of the first one in a group): what an ErrorSummary links to. */
  id: string
  label: ReactNode
  /** The words of the badge, 「※必須」; giving them marks the control as required. */
  required?: string | undefined
  /** The words of the badge, 「任意」. */
  optional?: string | undefined
  /** What to write and where it is printed, before the field and not inside it. */
  support?: ReactNode
  /** What happened and what to do: 「照会番号は12文字です。いま11文字入力されています。」 */
  error?: string | undefined
}

/** The ids and aria attributes of a field: the only place where they are made. */
export function wireField({ id, required, support, error }: FieldFrameProps) {
  const supportId = support ? `${id}-support` : undefined
  const errorId = error ? `${id}-error` : undefined
  const describedBy = [supportId, errorId].filter(Boolean).join(' ')

  const control: FieldControl = {
    id,
    ...(describedBy && { 'aria-describedby': describedBy }),
    ...(error && { 'aria-invalid': true }),
    ...(required && { 'aria-required': true }),
  }
  return { control, supportId, errorId }
}

/** The label's words and its badge. */
export function FieldLabel({
  label,
  required,
  optional,
}: Pick<FieldFrameProps, 'label' | 'required' | 'optional'>) {
  return (
    <>
      {label}
      {required && <span className="badge-required">{required}</span>}
      {!required && optional && <span className="badge-optional">{optional}</span>}
    </>
  )
}

/** The support text and the error, in the order in which they are read. */
export function FieldTexts({
  wired,
  support,
  error,
}: Pick<FieldFrameProps, 'support' | 'error'> & { wired: ReturnType<typeof wireField> }) {
  return (
    <>
      {support && (
        <div id={wired.supportId} className="support-text">
          {support}
        </div>
      )}
      {error && (
        <p id={wired.errorId} className="error-text">
          <Icon name="error" /> {error}
        </p>
      )}
    </>
  )
}
