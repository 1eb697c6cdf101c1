import type { LocalText } from './policy-rules.ts'

/** The letter that a resident holds: はがき・案内, 青い封筒, or none. */
export const LETTERS = ['pickup', 'renewal', 'none'] as const
export type Letter = (typeof LETTERS)[number]

/** Does one come with a reservation? `none`: it cannot be booked, and `howToCome` says what to do instead. */
export const BOOKING_KINDS = ['required', 'optional', 'none'] as const
export type BookingKind = (typeof BOOKING_KINDS)[number]

/**
 * Which table says how people prove who they are (booking/papers-rules.ts, booking/counter-papers-rules.ts). `none`: the
 * procedure's own `bring` says everything, as all did before there were tables.
 */
export const PAPER_TABLES = ['pickup', 'apply', 'mailed', 'card', 'pin', 'mandate', 'none'] as const
export type PaperTable = (typeof PAPER_TABLES)[number]

/** A day that decides whether a visit comes in time; booking/times-of-life-rules.ts reckons it (domain.md §3). */
export const CLOCKS = [
  'certificate-window',
  'moved-in',
  'before-card-expiry',
  'before-departure',
  'within-30-days',
] as const
export type Clock = (typeof CLOCKS)[number]

/** 手数料, of everybody or of those whom `when` describes. */
export type Fee = { yen: number; when?: LocalText | undefined }

/** 手続 P01…P19 (domain.md §3): what a resident comes for. */
export type Procedure = {
  code: string
  name: LocalText
  description: LocalText
  /** What one person takes at the counter. */
  minutes: number
  letter: Letter
  /** True when the procedure hands over a card that we hold: the resident identifies with the inquiry number. */
  needsCard: boolean
  booking: BookingKind
  howToCome?: LocalText | undefined
  papers: PaperTable
  /** Who comes, where that makes it a procedure of its own (P04, P05): the card then says which pick-up it really is. */
  comer?: 'with-guardian' | 'proxy' | undefined
  clock?: Clock | undefined
  /** The procedure's own things, in the order in which they are asked for; the papers of `papers` come before them. */
  bring: readonly { text: LocalText }[]
  /** The PIN of the person's card is used; who types it follows from who comes. */
  pin?: boolean | undefined
  /** First the fee that most pay. Without any: free of charge. */
  fees: readonly Fee[]
}

/** Can a place be reserved for it? */
export const canBeBooked = ({ booking }: Pick<Procedure, 'booking'>): boolean => booking !== 'none'
