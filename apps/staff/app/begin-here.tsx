import type { ReactNode } from 'react'

/**
 * Where the keyboard begins when the page has loaded: the next Tab is the first thing to do in here. Never on a button
 * itself: a scanner ends with Enter, and the next letter would press it.
 */
export const BeginHere = ({ children }: { children: ReactNode }) => (
  <div
    className="begin-here"
    tabIndex={-1}
    // biome-ignore lint/a11y/noAutofocus: what stands before it is the same on every page, eleven times Tab
    autoFocus
    data-autofocus=""
  >
    {children}
  </div>
)
