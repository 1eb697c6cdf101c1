import type { ReactNode } from 'react'
import { FieldControlContext } from './field-control.ts'
import { type FieldFrameProps, FieldLabel, FieldTexts, wireField } from './field-frame.tsx'

export type FieldProps = FieldFrameProps & { children: ReactNode }

/** Label, badge, support text and error around one control (TextInput, Textarea, Select, FileInput), wired together. */
export function Field({ children, ...frame }: FieldProps) {
  const wired = wireField(frame)
  return (
    <div className="field" data-invalid={frame.error ? '' : undefined}>
      <label className="field-label" htmlFor={frame.id}>
        <FieldLabel {...frame} />
      </label>
      <FieldTexts {...frame} wired={wired} />
      <FieldControlContext.Provider value={wired.control}>{children}</FieldControlContext.Provider>
    </div>
  )
}
