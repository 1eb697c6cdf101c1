import type { PlainDate, PlainTime } from '../calendar.ts'
import type { LaterLot, OpensMonthly, Overbooking, UnusedPlaces } from './places-rules.ts'
import type { Letter, Procedure } from './procedure-rules.ts'

export * from './places-rules.ts'
export * from './procedure-rules.ts'

/** The languages that a municipality may offer. `ja-easy` is やさしい日本語. */
export const LANGUAGES = ['ja', 'ja-easy', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** Words of a municipality. Japanese is always there; the others are there when the municipality offers them. */
export type LocalText = { ja: string; 'ja-easy'?: string | undefined; en?: string | undefined }

/** How a reservation reaches us; each channel has its own limit in a slot. */
export const CHANNELS = ['web', 'telephone', 'counter'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * 受付区分: the procedures that share counters and therefore slots. `along`: what these counters also do for whoever comes with
 * somebody who is there for one of `procedures`, or has that to do besides; booked alone it is another lane's.
 */
export type Lane = {
  code: string
  name: LocalText
  procedures: readonly string[]
  along?: readonly string[] | undefined
}

/** From opening until closing. `lastStart` is the last time at which a slot may begin; without it, the last that still ends in time. */
export type Period = { from: PlainTime; until: PlainTime; lastStart?: PlainTime | undefined }

/**
 * 受付のしかた. `booking-only` 完全予約; `booking-first` 予約優先: people without a booking too, when there is room;
 * `no-booking` 予約不要: no slots, whoever comes within the hours is received (domain.md §2 row 20).
 */
export const MODES = ['booking-only', 'booking-first', 'no-booking'] as const
export type Mode = (typeof MODES)[number]

/** When and with how many places a lane works on a day. A lunch break is the gap between two periods. */
export type Hours = {
  lane: string
  /** Without it: `booking-only`. Under `no-booking` the next three say nothing; they stay, so that one word brings the slots back. */
  mode?: Mode | undefined
  periods: readonly Period[]
  /** Length of a slot. */
  minutes: number
  capacity: number
  /** At most so many of the places by each channel; the sum may exceed `capacity`. */
  channels: Readonly<Record<Channel, number>>
}

/** Which of the month: 2 is the second Saturday when `weekdays` is [6]. */
export type NthOfMonth = 1 | 2 | 3 | 4 | 5 | 'last'

/** `weekdays`: 1 Monday … 7 Sunday; `nth` narrows them to some of the month. */
export type WeeklyHours = Hours & {
  venues: readonly string[]
  weekdays: readonly number[]
  nth?: readonly NthOfMonth[] | undefined
}

/** 臨時閉庁. Without `until` one day; without `hours` the whole day; without `venues` everywhere; without `lanes` every lane. */
export type Closure = {
  from: PlainDate
  until?: PlainDate | undefined
  /** The same on each day; `until` is itself not part of it. */
  hours?: { from: PlainTime; until: PlainTime } | undefined
  venues?: readonly string[] | undefined
  lanes?: readonly string[] | undefined
  reason: LocalText
}

/** 臨時開庁 or changed hours: on that day it replaces the weekly hours of the lanes it names. */
export type SpecialOpening = {
  date: PlainDate
  venues: readonly string[]
  hours: readonly Hours[]
  reason: LocalText
}

export type Calendar = {
  weekly: readonly WeeklyHours[]
  closures: readonly Closure[]
  specialOpenings: readonly SpecialOpening[]
  /** What a public holiday does to the weekly hours. */
  holidays: 'closed' | 'open'
  /** What 12/29–1/3 does to the weekly hours. */
  yearEnd: 'closed' | 'open'
}

/** 受付の期間: from when until when a slot may be booked. Either `opensDaysBefore` or `opensMonthly` is there. */
export type WindowRules = {
  /** 毎日の公開: a day's slots open this many days before, … */
  opensDaysBefore?: number | undefined
  opensMonthly?: OpensMonthly | undefined
  /** … at this time of day: the stroke at which thousands press. */
  opensAt: PlainTime
  /** What of the places does not open with the day itself. */
  laterLots?: readonly LaterLot[] | undefined
  /** A slot closes this many minutes before its start. */
  closesMinutesBefore: number
  /** When set, a slot also closes at the end of the n-th business day before its date; the earlier counts. */
  closesBusinessDaysBefore?: number | undefined
}

/** The window of some venues or channels, or of both; without `venues` everywhere, without `channels` by every channel. */
export type OwnWindow = WindowRules & {
  venues?: readonly string[] | undefined
  channels?: readonly Channel[] | undefined
}

/** The window in here is the general one. */
export type BookingPolicy = WindowRules & {
  /** In its place, the whole of it: of those that speak of a venue and channel, the one that says most (window-rules.ts). */
  windows?: readonly OwnWindow[] | undefined
  /** A resident may change or cancel until this many minutes before the start. */
  changeUntilMinutesBefore: number
  /** Slots are generated this many days ahead. */
  generateDays: number
  /** Administrative states in which a card's owner may book its pick-up. */
  bookableCardStates: readonly string[]
  /** May an officer who says why take a place kept for another channel, within the slot's capacity? Without it: no. */
  staffOverride?: 'none' | 'within-capacity' | undefined
  /** So many business days the card needs to another venue; absent: it is handed over where it lies, and nowhere else. */
  otherVenueBusinessDays?: number | undefined
  /** Places kept for a channel, and when those left go to the others; of two that speak of a channel, the first. */
  unusedPlaces?: readonly UnusedPlaces[] | undefined
  overbooking?: Overbooking | undefined
}

/**
 * How several people of one reservation are received: `parallel`, at so many counters at once; `consecutive`, one after another
 * at one counter.
 */
export const COUNTER_USES = ['parallel', 'consecutive'] as const
export type CounterUse = (typeof COUNTER_USES)[number]

/** 家族の分も一緒に: several people in one reservation. */
export type BasketPolicy = {
  /** At most so many people; 1: nobody books for others. */
  most: number
  counters: CounterUse
  /** In its place where it speaks of a venue or lane, or of both; of several the last that does. */
  own?: readonly BasketCounters[] | undefined
}
export type BasketCounters = {
  venues?: readonly string[] | undefined
  lanes?: readonly string[] | undefined
  counters: CounterUse
}

export type HoldPolicy = { minutes: number; extensions: number }

/** 前日の案内: at this time of the day that lies so many days before the visit. */
export type ReminderTime = { daysBefore: number; at: PlainTime }

/** The part of a municipality's rules that is versioned: app.policies.document. */
export type Policy = {
  lanes: readonly Lane[]
  procedures: readonly Procedure[]
  calendar: Calendar
  booking: BookingPolicy
  baskets: BasketPolicy
  papers: {
    /** Who has lost the postcard brings more papers, or must ask for another one first (domain.md §6.3: cities differ). */
    withoutNotice: 'more-papers' | 'refused'
  }
  notice: {
    /** 交付期限: days from the dispatch of the issuance notice. */
    deadlineDays: number
  }
  /** When a resident who left a contact is reminded of a visit; none: nobody is. */
  reminders: readonly ReminderTime[]
  /** Whoever books on the web and leaves a mobile number and no mail address is told by SMS. The account is in the environment. */
  sms: boolean
  /** 枠の確保: how long the place that a resident has chosen is held, and how often they may ask for as long again. */
  holds: HoldPolicy
  /** キャンセル待ち: for how many minutes of the day a place is offered, and how long before the visit the offer must end. */
  waiting: { answerMinutes: number; noticeMinutes: number }
  visits: {
    /** Whoever has not checked in this long after the venue has closed for the day counts as not come (来庁なし). */
    missedAfterClosingMinutes: number
  }
  /** 障害・荒天時の対応. */
  badDay: {
    /** So long nothing is sent or moved, and all of it can be taken back. */
    waitMinutes: number
    /** So many days whoever is offered another place has to answer, unless an officer says otherwise. */
    answerDays: number
  }
  retention: {
    /** A contact (mail, telephone) given with a reservation is deleted this many days after the visit. */
    contactDays: number
  }
  texts: {
    /** What a contact is used for and when it is deleted; shown beside the field. */
    contact: LocalText
    /** What happens to somebody who comes late. */
    late: LocalText
  }
}

/** The words in a language, or in Japanese when the municipality has not written them in that language. */
export const textIn = (text: LocalText, language: Language): string => text[language] ?? text.ja

/** The procedure of that code under this policy; undefined when the municipality does not offer it. */
export const procedureOf = (policy: Policy, code: string): Procedure | undefined =>
  policy.procedures.find((it) => it.code === code)

/** The lane whose slots a procedure takes; undefined when no lane receives it. */
export const laneOf = (policy: Policy, procedure: string): Lane | undefined =>
  policy.lanes.find((it) => it.procedures.includes(procedure))

/** The procedures that a letter leads to, in the municipality's order. */
export const proceduresFor = (policy: Policy, letter: Letter): Procedure[] =>
  policy.procedures.filter((it) => it.letter === letter)

/** One version of a municipality's rules, in force from an instant until the next version is. */
export type PolicyVersion = { version: number; effectiveFrom: Date; document: Policy }

/**
 * The rules in force at a moment: of the versions that have begun, the one that began last (of two that begin together,
 * the later version). Before the first has begun, the first: a municipality never stands without rules.
 */
export function policyAsOf(versions: readonly PolicyVersion[], moment: Date): PolicyVersion {
  const inOrder = versions.toSorted(
    (a, b) => a.effectiveFrom.getTime() - b.effectiveFrom.getTime() || a.version - b.version,
  )
  const found = inOrder.findLast((it) => it.effectiveFrom <= moment) ?? inOrder[0]
  if (!found) throw new Error('a municipality without rules')
  return found
}
