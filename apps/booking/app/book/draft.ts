import { randomUUID } from 'node:crypto'
import type { PlainDate } from '@madoguchi/core/calendar'
import { looksLikeMyNumber } from '@madoguchi/core/issuance'
import { readBirth } from '../forms/read-date.ts'
import { type Reading, readVisitor, type WrongFields } from './read-visitor.ts'
import { whoIn } from './who-fields.ts'

/**
 * What a resident has typed on the way to booking, before it counts. Kept by their own browser, sealed (drafts.ts), so that
 * choosing another time or correcting the contact loses nothing, and no page of the way is the answer to a form.
 */
export type Draft = {
  /** Code of the procedure for which it was typed. */
  procedure: string
  /** Minted with it: what is booked from this draft is booked once. */
  requestId: string
  /** The card whose owner typed it: nobody else's page shows it. Null without a letter. */
  cardId: string | null
  typed: Typed
  wrong: WrongFields
  /** When its browser showed a proof (docs/decisions/0014), in milliseconds; it is then good for this one `requestId`. */
  provedAt?: number | undefined
}

const LONGEST = {
  mail: 300,
  telephone: 40,
  language: 20,
  kana: 200,
  'birth-era': 20,
  'birth-year': 10,
  'birth-month': 10,
  'birth-day': 10,
  comer: 20,
  reason: 20,
  'on-record': 5,
  notice: 5,
  changed: 5,
}
/** The fields of the contact page and of the page before it, who comes, by their names, as typed. */
export type Typed = Partial<Record<keyof typeof LONGEST, string>>

/** The fields of a form of ours as typed, cut to what a field takes; a 個人番号 is not kept and not said back. */
export const typedIn = (form: URLSearchParams): Typed =>
  Object.fromEntries(
    Object.entries(LONGEST)
      .map(([name, longest]) => [name, (form.get(name) ?? '').slice(0, longest)] as const)
      .filter(([, typed]) => typed !== '' && !looksLikeMyNumber(typed)),
  )

/** The birth date in it, if there is one. */
export function birthDateIn(typed: Typed, now: Date): PlainDate | null {
  const read = readBirth(new URLSearchParams(typed), now)
  return read.ok ? read.value : null
}

type Owner = Pick<Draft, 'procedure' | 'cardId'>

/** What came of the page 窓口に来る方; what was typed on the others stays. */
export function draftWithWho(form: URLSearchParams, before: Draft | null, owner: Owner): Draft {
  const { comer, reason, notice, changed, 'on-record': onRecord, ...others } = before?.typed ?? {}
  const wrong = before?.procedure === owner.procedure ? before.wrong : {}
  const typed = { ...others, ...whoIn(typedIn(form)) }
  return { ...owner, typed, wrong, ...requestOf(before, { ...owner, typed }) }
}

/** What came of the contact page. */
export function draftOf(
  form: URLSearchParams,
  { procedure, cardId, before, ...reading }: Owner & Reading & { before: Draft | null },
): Draft {
  const read = readVisitor(form, reading)
  const wrong = read.ok ? {} : read.wrong
  const typed = typedIn(form)
  return { procedure, cardId, typed, wrong, ...requestOf(before, { procedure, cardId, typed }) }
}

/** A draft whose browser has shown a proof now: for one reservation, and none before. */
export const provedDraft = (draft: Draft, now: Date): Draft => ({
  ...draft,
  requestId: randomUUID(),
  provedAt: now.getTime(),
})

/** What is corrected for the same person keeps its proof, and then is the same request: it books once. */
const requestOf = (before: Draft | null, after: Owner & Pick<Draft, 'typed'>) =>
  before?.provedAt !== undefined && isForTheSame(before, after)
    ? { requestId: before.requestId, provedAt: before.provedAt }
    : { requestId: randomUUID() }

const PERSON = ['kana', 'birth-era', 'birth-year', 'birth-month', 'birth-day'] as const
const isForTheSame = (one: Owner & Pick<Draft, 'typed'>, other: Owner & Pick<Draft, 'typed'>) =>
  one.procedure === other.procedure &&
  one.cardId === other.cardId &&
  PERSON.every((it) => one.typed[it] === other.typed[it])
