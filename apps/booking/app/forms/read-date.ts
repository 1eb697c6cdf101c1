import { dateAt, type PlainDate } from '@madoguchi/core/calendar'
import { type BirthDateRefusal, readBirthDate, type TypedDate } from '@madoguchi/core/identity'
import type { Result } from '@madoguchi/core/kernel'

/** A birth date as its four fields arrive: `birth-era`, `birth-year`, `birth-month`, `birth-day`. */
export const typedBirth = (form: URLSearchParams): TypedDate => ({
  era: form.get('birth-era') ?? '',
  year: form.get('birth-year') ?? '',
  month: form.get('birth-month') ?? '',
  day: form.get('birth-day') ?? '',
})

/** Reads it; `now` decides what is still ahead. */
export const readBirth = (form: URLSearchParams, now: Date): Result<PlainDate, BirthDateRefusal> =>
  readBirthDate(typedBirth(form), dateAt(now))
