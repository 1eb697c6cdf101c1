import { createContext, useContext } from 'react'

/** What a control needs to belong to its label, support text and error. */
export type FieldControl = {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
}

export const FieldControlContext = createContext<FieldControl | undefined>(undefined)

/** The wiring of the Field around this control; nothing outside a Field, where the caller gives `id` and `aria-label`. */
export const useFieldControl = (): Partial<FieldControl> => useContext(FieldControlContext) ?? {}
