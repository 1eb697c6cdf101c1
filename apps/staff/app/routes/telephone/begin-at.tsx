import type { ReactNode } from 'react'
import { BeginHere } from '../../begin-here.tsx'

/** The keyboard begins here when this is the part that the call needs next. */
export const BeginAt = ({ here, children }: { here: boolean; children: ReactNode }) =>
  here ? <BeginHere>{children}</BeginHere> : children
