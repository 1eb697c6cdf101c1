import { addDays, dateAt, type PlainDate } from '../../calendar.ts'
import type { StaffRole } from '../../identity/staff-session-rules.ts'

/** So many letters are opened at once: a page that every browser still prints. */
export const LETTERS_AT_ONCE = 200

const HANDLING: readonly StaffRole[] = ['manager', 'officer']

/** Who opens letters for print and issues numbers again: whoever holds such a page can book in another's name. */
export const mayHandleLetters = (roles: readonly StaffRole[]): boolean =>
  roles.some((role) => HANDLING.includes(role))

/**
 * States in which a card's owner is invited to collect it (domain.md §5.1): it is in our hands, on its way between our
 * venues, or was broken off at the counter. Nobody is invited to a card that is on hold, handed over or gone.
 */
export const INVITED_STATES = [
  'received',
  'preset',
  'stored',
  'notified',
  'notice_returned',
  'reminded',
  'in_transit',
  'suspended',
] as const

/** Is a letter sent for a card in this state? */
export const isInvited = (state: string): boolean => (INVITED_STATES as readonly string[]).includes(state)

/** 交付期限 that a letter opened now says: the one on record, else so many days from today (Asia/Tokyo). */
export const deadlineFor = (onRecord: PlainDate | null, deadlineDays: number, now: Date): PlainDate =>
  onRecord ?? addDays(dateAt(now), deadlineDays)
