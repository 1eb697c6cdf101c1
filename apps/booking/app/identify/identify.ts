import { type IdentificationRefusal, identifyResident, type TypedDate } from '@madoguchi/core/identity'
import { redirect } from '@remix-run/node'
import { readBirth, typedBirth } from '../forms/read-date.ts'
import type { Page, Problem } from '../page/page.tsx'
import { READ_NUMBER, type ReadNumber } from './read-number.ts'
import { safeNext } from './safe-next.ts'

/** What the page shows again: as it was typed, each field with its own error. */
export type Unidentified = {
  problems: Problem[]
  summary?: string | undefined
  typed: { number: string; birth: TypedDate }
  numberError?: string | undefined
  birthError?: string | undefined
  refusal?: IdentificationRefusal
}

/** A page on which one says who one is, and where it leads when nothing else was wanted. */
const ONWARD = { '/letter': '/card', '/my': '/my' } as const
export type Door = keyof typeof ONWARD

/** The address of its form. With an open session /my alone leads on to its reservation, and the form would not be seen. */
export const doorPath = (door: Door, next?: string | null) => {
  const query = new URLSearchParams([
    ...(door === '/my' ? [['find', '']] : []),
    ...(next ? [['next', next]] : []),
  ])
  return query.size ? `${door}?${query}` : door
}

/** From so many wrong tries left on one is warned. */
const WARNED = 2

/** Nobody's number or date is longer, and what was typed has to fit into a cookie. */
const LONGEST = 60

/** The fields of the form, and no others. */
const FIELDS = ['number', 'birth-era', 'birth-year', 'birth-month', 'birth-day']

/**
 * The action of both pages on which a resident says who they are. Whatever did not match, the answer is one sentence
 * (security.md §5); what cannot be a number or a date at all is said field by field. Refused, too, it ends in a GET: going
 * back in the browser then never asks whether the form should be sent again. While the alarm stands it first waits for a
 * proof (routes/wait.tsx), and comes back here with it, `proved`, and with what was typed.
 */
export async function identify(page: Page, form: URLSearchParams, door: Door, proved = false) {
  const next = safeNext(form.get('next'))
  const short = new URLSearchParams(FIELDS.map((name) => [name, (form.get(name) ?? '').slice(0, LONGEST)]))
  const answer = await attempt(page, short, READ_NUMBER[door](page, short.get('number') ?? ''), proved)
  if (!answer) return redirect(next ?? ONWARD[door], 303)
  if (answer === 'proof-needed') {
    if (next) short.set('next', next)
    page.waiting.begin({ purpose: 'identification', door, typed: short.toString() })
    return redirect('/wait', 303)
  }
  page.leaveNote(door, answer)
  return redirect(doorPath(door, next), 303)
}

/** What the form was refused for just before, once; undefined on every other visit. */
export const unidentified = (page: Page, door: Door) =>
  (page.takeNote(door) ?? undefined) as Unidentified | undefined

/** Opens the session, or says what stood in the way. */
async function attempt(
  page: Page,
  form: URLSearchParams,
  number: ReadNumber,
  proved: boolean,
): Promise<Unidentified | 'proof-needed' | null> {
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
    return { problems, typed, numberError, birthError }
  }

  const claim = { ...number, birthDate: birth.value, addressHmac: page.addressHmac(), proved }
  const identified = await identifyResident(db, tenant.id, claim, now)
  if (!identified.ok) {
    if (identified.alarm) page.alert('many-identification-failures')
    const refusal = identified.reason
    if (refusal === 'proof-needed') return refusal
    const left = 'triesLeft' in identified ? identified.triesLeft : undefined
    const warning =
      left !== undefined && left <= WARNED
        ? words(left > 0 ? 'identify.left' : 'identify.none-left', { count: left })
        : undefined
    const problems: Problem[] = [
      { text: words(`identify.refused.${refusal}`), field: 'number' },
      ...(warning ? [{ text: warning }] : []),
    ]
    // Only what can be corrected is called so; whoever has to wait has nothing to check.
    const summary = refusal === 'not-found' ? undefined : words('refused.title')
    return { problems, summary, typed, refusal }
  }

  await page.openSession(identified.value.secret)
  return null
}
