import { type IdentificationRefusal, identifyResident, type TypedDate } from '@madoguchi/core/identity'
import { data, redirect } from '@remix-run/node'
import { readBirth, typedBirth } from '../forms/read-date.ts'
import type { Page, Problem } from '../page/page.tsx'
import { safeNext } from './safe-next.ts'

/** A number as one of the two ways of identifying reads it: what is compared, or the sentence that says what to look at. */
export type ReadNumber = { numberHmac: Buffer; reservationNumber: string | null } | { problem: string }

/** What the page shows again: as it was typed, each field with its own error. */
export type Unidentified = {
  problems: Problem[]
  summary?: string | undefined
  typed: { number: string; birth: TypedDate }
  numberError?: string | undefined
  birthError?: string | undefined
  refusal?: IdentificationRefusal
}

const STATUS = { 'not-found': 422, 'number-locked': 429, 'too-many-tries': 429 } as const

/**
 * The action of both pages on which a resident says who they are. Whatever did not match, the answer is one sentence
 * (security.md §5); what cannot be a number or a date at all is said field by field.
 */
export async function identify(page: Page, form: URLSearchParams, number: ReadNumber, onward: string) {
  const { words, now, db, tenant } = page
  const birth = readBirth(form, now)
  const typed = { number: form.get('number') ?? '', birth: typedBirth(form) }

  if ('problem' in number || !birth.ok) {
    const numberError = 'problem' in number ? number.problem : undefined
    const birthError = birth.ok ? undefined : words(`identify.wrong.${birth.reason}`)
    const problems: Problem[] = [
      ...(numberError ? [{ text: numberError, field: 'number' }] : []),
      ...(birthError ? [{ text: birthError, field: 'birth' }] : []),
    ]
    return data({ problems, typed, numberError, birthError } satisfies Unidentified, { status: 422 })
  }

  const claim = { ...number, birthDate: birth.value, addressHmac: page.addressHmac() }
  const identified = await identifyResident(db, tenant.id, claim, now)
  if (!identified.ok) {
    const refusal = identified.reason
    const problems: Problem[] = [{ text: words(`identify.refused.${refusal}`), field: 'number' }]
    // Only what can be corrected is called so; whoever has to wait has nothing to check.
    const summary = refusal === 'not-found' ? undefined : words('refused.title')
    return data({ problems, summary, typed, refusal } satisfies Unidentified, { status: STATUS[refusal] })
  }

  page.openSession(identified.value.secret)
  return redirect(safeNext(form.get('next')) ?? onward, 303)
}
