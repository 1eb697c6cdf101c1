import type { Actor, Database } from '@madoguchi/db'
import { pickupProcedure } from '../../booking/booking-rules.ts'
import { type BringList, bringListOf } from '../../booking/bring-list-rules.ts'
import { dateAt, type PlainDate } from '../../calendar.ts'
import { type CardId, type ImportId, ok, type Result, refuse, type TenantId } from '../../kernel.ts'
import { type Policy, policyAsOf, readTenantSettings, type TenantVenue } from '../../tenancy/index.ts'
import type { Officer } from '../act-at-counter.ts'
import type { InquiryNumber } from '../inquiry-number-rules.ts'
import { openSealedNumber } from '../sealed-number.ts'
import { deadlineFor, LETTERS_AT_ONCE, mayHandleLetters } from './letter-rules.ts'
import { eraseSealed, noteLetters, saveDeadline, type WaitingLetter, waitingLetters } from './letters.sql.ts'

/** A letter as it is printed, in Japanese. The number is nowhere else from now on: never logged, never cached. */
export type Letter = {
  cardId: CardId
  number: InquiryNumber
  /** Byte-exact. */
  name: string
  postalCode: string | null
  address: string | null
  venue: { name: string; address: string | null; telephone: string | null }
  deadlineOn: PlainDate
  /** 持ち物 of the person themselves, who has been asked nothing yet. */
  bring: BringList | null
}

export type OpenedLetters = {
  letters: Letter[]
  openedOn: PlainDate
  /** There are more: as many again can be opened next. */
  more: boolean
}
export type OpenRefusal = 'not-your-part' | 'nothing-to-print' | 'opened-meanwhile'

type Which = {
  /** Null for every letter that waits. */
  importId: ImportId | null
  /** The first letter as the form showed it: of two presses the second finds it gone and opens nothing. */
  first: string
  sealKey: string
}

/**
 * Opens the next letters for print (at most 200), in one transaction: each number is read, leaves the database with this
 * answer and cannot be shown again; each card gets its deadline and a custody event. Throws when a number does not open.
 */
export function openLetters(
  db: Database,
  actor: Actor,
  officer: Officer,
  it: Which,
  now: Date,
): Promise<Result<OpenedLetters, OpenRefusal>> {
  const { tenantId } = actor
  if (!mayHandleLetters(officer.roles)) return Promise.resolve(refuse('not-your-part'))

  return db.as(actor, async (tx) => {
    const { importId, first, sealKey } = it
    const found = await waitingLetters(tx, tenantId, { importId, limit: LETTERS_AT_ONCE + 1, lock: true })
    if (found.length === 0) return refuse('nothing-to-print')
    if (found[0]?.id !== first) return refuse('opened-meanwhile')

    const sealed = found.slice(0, LETTERS_AT_ONCE)
    const ids = sealed.map((letter) => letter.id)
    await eraseSealed(tx, tenantId, ids, now)
    const { policies, venues } = await readTenantSettings(tx, tenantId as TenantId)
    const policy = policyAsOf(policies, now).document
    const cardIds = sealed.map((letter) => letter.cardId)
    await saveDeadline(tx, tenantId, cardIds, deadlineFor(null, policy.notice.deadlineDays, now))
    const { id: staffId, terminal } = officer
    await noteLetters(tx, tenantId, 'print_letter', cardIds, { staffId, terminal, now })

    const letters = sealed.map((letter) =>
      letterFrom(letter, { tenantId, key: sealKey, policy, venues, now }),
    )
    return ok({ letters, openedOn: dateAt(now), more: found.length > sealed.length })
  })
}

type Facts = {
  tenantId: string
  key: string
  policy: Policy
  venues: readonly TenantVenue[]
  now: Date
}

function letterFrom(it: WaitingLetter, { tenantId, key, policy, venues, now }: Facts): Letter {
  const venue = venues.find(({ id }) => id === it.venueId)
  if (!venue) throw new Error('a card at a venue that is none')
  const procedure = pickupProcedure(policy, it.kind)
  const asked = { coming: null, birthDate: it.birthDate, expiresOn: null, on: dateAt(now) }
  return {
    cardId: it.cardId,
    number: openSealedNumber(key, tenantId, it.cardId, it.sealed) as InquiryNumber,
    name: it.name,
    postalCode: it.postalCode,
    address: it.address,
    venue: {
      name: venue.name.ja,
      address: venue.address?.ja ?? null,
      telephone: venue.telephone ?? null,
    },
    deadlineOn: deadlineFor(it.deadlineOn, policy.notice.deadlineDays, now),
    bring: procedure ? bringListOf({ procedure, ...asked }, policy.papers) : null,
  }
}
