import { addDays, addMonths, addYears, type PlainDate } from '../calendar.ts'
import type { Clock, PaperTable } from '../tenancy/procedure-rules.ts'
import { isUnder15 } from './coming-rules.ts'

/**
 * A day in somebody's life, or of their card, that they should know of when they come: `papers:note.<kind>` with its
 * dates. A sentence, never a refusal: only the law says no, and it says so of the certificate for signatures alone.
 */
export type LifeNote = { kind: LifeNoteKind; date?: PlainDate; until?: PlainDate }

export const LIFE_NOTES = [
  'no-signature',
  'turns-15',
  'five-years',
  'turns-18',
  'card-expires',
  'card-expired',
  'stay-limits',
  'certificate-window',
  'moved-in',
  'before-card-expiry',
  'before-departure',
  'within-30-days',
] as const
export type LifeNoteKind = (typeof LIFE_NOTES)[number]

/** What is known; what is not is not asked. `expiresOn`: of the card that is picked up. */
export type LifeFacts = {
  papers: PaperTable
  clock?: Clock | undefined
  birthDate: PlainDate | null
  expiresOn: PlainDate | null
  on: PlainDate
}

/** What a visit on that day should know. */
export function lifeNotes(facts: LifeFacts): LifeNote[] {
  return [...birthdayNotes(facts), ...expiryNotes(facts), ...clockNotes(facts)]
}

const APPLYING: readonly PaperTable[] = ['apply', 'mailed']
const CERTIFICATES: readonly PaperTable[] = ['pickup', 'card', 'pin']
/** A birthday so soon after a visit is worth waiting for. */
const SOON_MONTHS = 3

/** 15: the certificate for signatures, and coming alone. 18 on the day of application: ten years instead of five. */
function birthdayNotes({ papers, birthDate, on }: LifeFacts): LifeNote[] {
  if (!birthDate || papers === 'none') return []
  const [fifteen, eighteen] = [addYears(birthDate, 15), addYears(birthDate, 18)]
  const isSoon = (day: PlainDate) => on < day && day <= addMonths(on, SOON_MONTHS)
  const notes: LifeNote[] = []
  if (isUnder15(birthDate, on) && CERTIFICATES.includes(papers)) notes.push({ kind: 'no-signature' })
  if (isSoon(fifteen)) notes.push({ kind: 'turns-15', date: fifteen })
  if (on < eighteen && APPLYING.includes(papers)) notes.push({ kind: 'five-years' })
  if (isSoon(eighteen) && APPLYING.includes(papers)) notes.push({ kind: 'turns-18', date: eighteen })
  return notes
}

function expiryNotes({ birthDate, expiresOn, on }: LifeFacts): LifeNote[] {
  if (!expiresOn) return []
  if (expiresOn < on) return [{ kind: 'card-expired', date: expiresOn }]
  const { from } = renewalWindow(expiresOn)
  if (birthDate && endsWithStay(birthDate, expiresOn)) return [{ kind: 'stay-limits', date: expiresOn }]
  return [{ kind: 'card-expires', date: expiresOn, until: from }]
}

/** What the day of the visit means for each clock (domain.md §3 P08, P09, P13, P14, P17). */
function clockNotes({ clock, on }: LifeFacts): LifeNote[] {
  switch (clock) {
    case undefined:
      return []
    case 'certificate-window':
      return [{ kind: clock, date: on, until: lastExpiryInWindow(on) }]
    case 'moved-in':
      return [{ kind: clock, date: addDays(on, -90) }]
    case 'within-30-days':
      return [{ kind: clock, date: addDays(on, -30) }]
    case 'before-card-expiry':
      return [{ kind: clock, date: on }]
    case 'before-departure':
      return [{ kind: clock, date: addDays(on, 1) }]
  }
}

/** A card or certificate is renewed from the day after three months before its last day (domain.md §6.6). */
export const renewalWindow = (expiresOn: PlainDate): { from: PlainDate; until: PlainDate } => ({
  from: addDays(addMonths(expiresOn, -3), 1),
  until: expiresOn,
})

/** The latest last day that can already be renewed on `on`. Months differ in length: several days may share a beginning. */
function lastExpiryInWindow(on: PlainDate): PlainDate {
  let day = addDays(addMonths(on, 3), -1)
  while (renewalWindow(addDays(day, 1)).from <= on) day = addDays(day, 1)
  return day
}

/** A card ends on a birthday, unless the person's stay ends first: then nobody will write to them (domain.md §6.6). */
export const endsWithStay = (birthDate: PlainDate, expiresOn: PlainDate): boolean =>
  addYears(birthDate, Number(expiresOn.slice(0, 4)) - Number(birthDate.slice(0, 4))) !== expiresOn
