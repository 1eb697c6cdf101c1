import { addDays, dateAt, instantOf, type PlainDate } from '../calendar.ts'
import type { NationalCalendar } from '../national/national-calendar-rules.ts'
import type { BookingPolicy } from '../tenancy/policy-rules.ts'
import { businessDayAway } from './calendar-rules.ts'

/** When residents may book a slot, and until when they may change or cancel. Closing instants are themselves too late. */
export type BookingWindow = { opensAt: Date; closesAt: Date; changeUntil: Date }

const MINUTE = 60_000

/** What a day's slots have in common: when they open, and the day's own closing if there is one. */
export type DayWindow = { opensAt: Date; closesAt: Date | null }

/** The window of a date under a municipality's rules. */
export const dayWindowOf = (
  date: PlainDate,
  rules: BookingPolicy,
  national: NationalCalendar,
): DayWindow => ({
  opensAt: instantOf(addDays(date, -rules.opensDaysBefore), rules.opensAt),
  closesAt: rules.closesBusinessDaysBefore
    ? endOf(businessDayAway(date, -rules.closesBusinessDaysBefore, national))
    : null,
})

/** The window of a slot on a day whose window is known. */
export function windowWithin(day: DayWindow, startsAt: Date, rules: BookingPolicy): BookingWindow {
  const start = startsAt.getTime()
  const byMinutes = new Date(start - rules.closesMinutesBefore * MINUTE)
  return {
    opensAt: day.opensAt,
    closesAt: day.closesAt && day.closesAt < byMinutes ? day.closesAt : byMinutes,
    changeUntil: new Date(start - rules.changeUntilMinutesBefore * MINUTE),
  }
}

/** The window of a slot that starts at an instant, under a municipality's rules. */
export const windowOf = (startsAt: Date, rules: BookingPolicy, national: NationalCalendar): BookingWindow =>
  windowWithin(dayWindowOf(dateAt(startsAt), rules, national), startsAt, rules)

/** The last date whose slots are open at an instant. */
export const lastOpenDate = (now: Date, rules: BookingPolicy): PlainDate => {
  const today = dateAt(now)
  const days = now >= instantOf(today, rules.opensAt) ? rules.opensDaysBefore : rules.opensDaysBefore - 1
  return addDays(today, days)
}

const endOf = (date: PlainDate) => instantOf(addDays(date, 1), '00:00')
