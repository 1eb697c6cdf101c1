import { addDays, dateAt, type PlainDate } from '../calendar.ts'
import type { Policy } from '../tenancy/policy-rules.ts'

/** A card as its owner may know it. */
export type MyCard = {
  id: string
  kind: string
  state: string
  stateSince: Date | null
  venueId: string
  deadlineOn: PlainDate | null
  expiresOn: PlainDate | null
  birthDate: PlainDate
  /** Why its last hand-over was broken off, one of BREAK_OFF_REASONS; null when it was not. */
  brokenOff: string | null
  /** Byte-exact. */
  name: string
}

/**
 * What the owner is told, one sentence each: `booking:card.standing.<standing>`. Not the administrative state, which is
 * the office's own affair: a card in the safe and one in a preset box are both 「市役所に届いています」.
 */
export const STANDINGS = ['coming', 'here', 'travelling', 'at-counter', 'issued', 'ask'] as const
export type Standing = (typeof STANDINGS)[number]

const STANDING_OF: Readonly<Record<string, Standing>> = {
  expected: 'coming',
  shipped: 'coming',
  received: 'here',
  preset: 'here',
  stored: 'here',
  notified: 'here',
  notice_returned: 'here',
  reminded: 'here',
  picked: 'here',
  suspended: 'here',
  in_transit: 'travelling',
  at_counter: 'at-counter',
  issued: 'issued',
}

/** A state that is not an ordinary one is said by a person, on the telephone (on hold, missing, voided …). */
export const standingOf = (state: string): Standing => STANDING_OF[state] ?? 'ask'

export type Deadline = { on: PlainDate; passed: boolean }

/**
 * Until when the card is kept: the date on record, else so many days from the dispatch of the notice. "Passed" is a
 * computed flag and blocks nothing (domain.md §4, §5). Null while no notice has gone out.
 */
export function deadlineOf(card: MyCard, policy: Policy, today: PlainDate): Deadline | null {
  const sent = card.state === 'notified' && card.stateSince ? dateAt(card.stateSince) : null
  const on = card.deadlineOn ?? (sent && addDays(sent, policy.notice.deadlineDays))
  return on ? { on, passed: on < today } : null
}

/** May its owner book the pick-up, as the municipality's rules have it? */
export const isBookable = (card: MyCard, policy: Policy): boolean =>
  policy.booking.bookableCardStates.includes(card.state)
