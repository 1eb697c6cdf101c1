import type { Typed } from './draft.ts'

/** Of what was typed, what the page 窓口に来る方 asked: it goes on through every form, as hidden fields. */
export const whoIn = ({ comer, reason, notice, changed, 'on-record': onRecord }: Typed): Typed =>
  Object.fromEntries(
    Object.entries({ comer, reason, notice, changed, 'on-record': onRecord }).filter(
      ([, it]) => it !== undefined,
    ),
  )
