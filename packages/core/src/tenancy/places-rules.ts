import type { PlainTime } from '../calendar.ts'
import type { Channel } from './policy-rules.ts'

/** 定時の公開: on this day of a month, at `opensAt`, all slots of the month that comes `monthsBefore` later open. */
export type OpensMonthly = { day: number; monthsBefore: number }

/** 分割の公開: so many percent of the places open not with the day itself, but at `opensAt` of a later day. One of the two says which. */
export type LaterLot = {
  percent: number
  daysBefore?: number | undefined
  businessDaysBefore?: number | undefined
}

/**
 * 使われない分の開放: from that moment on, the places of these channels that nobody has taken are everybody's. Either so many
 * minutes before the slot, or at a time of the n-th business day before its date. Without `venues` and `lanes`: everywhere.
 */
export type UnusedPlaces = {
  channels: readonly Channel[]
  venues?: readonly string[] | undefined
  lanes?: readonly string[] | undefined
  minutesBefore?: number | undefined
  businessDaysBefore?: number | undefined
  at?: PlainTime | undefined
}

/**
 * 見込みの定員: where people have stayed away in the last `weeks` whole weeks, as many places more as are likely to stay empty: of a
 * venue's lane never more than `mostPercent` of a day's places, nor more than `mostPlaces` in one slot; none while fewer
 * than `leastVisits` visits are known. A municipality that does not say this has none.
 */
export type Overbooking = {
  mostPercent: number
  mostPlaces: number
  weeks: number
  leastVisits: number
  venues?: readonly string[] | undefined
  lanes?: readonly string[] | undefined
}
