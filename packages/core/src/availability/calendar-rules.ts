import { addDays, nthOfMonth, type PlainDate, weekdayOf } from '../calendar.ts'
import type { NationalCalendar, NationalStop } from '../national/national-calendar-rules.ts'
import type { Calendar, Closure, Hours, LocalText, Mode, WeeklyHours } from '../tenancy/policy-rules.ts'
import { startsOn } from './start-rules.ts'

/** Which rule spoke; `text` when it carries words of its own. */
export type OpeningReason =
  | { kind: 'national-stop' | 'closure' | 'special-opening'; text: LocalText }
  | { kind: 'year-end' | 'holiday' | 'weekly' }

/**
 * Open: the hours of the lane on that day, one list for each rule that gives some. `stops` are the national stops
 * and the municipality's closures of some hours that take these out of the day; the slots that are left come from `startsOn`.
 */
export type Opening =
  | { open: false; reason: OpeningReason }
  | { open: true; hours: readonly Hours[]; reason: OpeningReason; stops?: readonly Stop[] }

/** Hours that are out; `own`: by the municipality's own closure. */
export type Stop = NationalStop & { own?: true }

/** 予約不要 has no slots; the other modes have. */
export const takesBookings = ({ mode }: Hours): boolean => mode !== 'no-booking'

/** How an open day receives people. A lane of a venue has one mode on a day (tenancy/calendar-contradictions.ts). */
export const modeOf = ({ hours }: { hours: readonly Hours[] }): Mode => hours[0]?.mode ?? 'booking-only'

/** 12/29–1/3: the days on which Japanese public offices are closed. */
export const isYearEnd = (date: PlainDate): boolean => {
  const day = date.slice(5)
  return day >= '12-29' || day <= '01-03'
}

/** Monday to Friday, no public holiday, not 12/29–1/3: what 営業日 counts. */
export const isBusinessDay = (date: PlainDate, national: NationalCalendar): boolean =>
  weekdayOf(date) <= 5 && !national.holidays.has(date) && !isYearEnd(date)

/** The n-th business day after a date, or before it when n is negative (3営業日前 is -3). */
export function businessDayAway(date: PlainDate, n: number, national: NationalCalendar): PlainDate {
  let day = date
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, Math.sign(n))
    if (isBusinessDay(day, national)) left -= 1
  }
  return day
}

/**
 * Is a lane open at a venue on a date, and why? The first rule that speaks decides, in the order of DATA.md: national
 * stop, emergency closure, special opening, 12/29–1/3 and holiday, weekly hours. Codes that name nothing are closed.
 */
export function openingOn(
  calendar: Calendar,
  national: NationalCalendar,
  venue: string,
  lane: string,
  date: PlainDate,
): Opening {
  const stops = stopsOn(national, date)
  const wholeDay = stops.find((it) => !it.hours)
  if (wholeDay) return stoppedBy(wholeDay)

  const opening = municipalOpening(calendar, national, venue, lane, date)
  const out = [...stops, ...closedHours(calendar, venue, lane, date)]
  const [first] = out
  if (!opening.open || !first) return opening
  // A day without booking has no slots: it is open while a minute of it is left.
  const isLeft = opening.hours.some(
    (hours) =>
      startsOn(takesBookings(hours) ? hours : { ...hours, minutes: 1 }, national.lastEnd, out).length > 0,
  )
  return isLeft ? { ...opening, stops: out } : stoppedBy(first)
}

const stoppedBy = ({ reason, own }: Stop): Opening => ({
  open: false,
  reason: { kind: own ? 'closure' : 'national-stop', text: reason },
})

/** The closures of a venue's lane on a date, of the whole day or of some hours, the newest first. */
export const closuresOf = (calendar: Calendar, venue: string, lane: string, date: PlainDate): Closure[] =>
  calendar.closures.filter(
    (it) =>
      it.from <= date &&
      date <= (it.until ?? it.from) &&
      (it.venues?.includes(venue) ?? true) &&
      (it.lanes?.includes(lane) ?? true),
  )

const closedHours = (calendar: Calendar, venue: string, lane: string, date: PlainDate): Stop[] =>
  closuresOf(calendar, venue, lane, date).flatMap(({ from, until = from, hours, reason }) =>
    hours ? [{ from, until, hours, reason, own: true }] : [],
  )

/** The national stops of a date, of the whole day or of some hours, by their first day. */
export const stopsOn = (national: Pick<NationalCalendar, 'stops'>, date: PlainDate): NationalStop[] =>
  national.stops.filter((it) => it.from <= date && date <= it.until)

/** What the municipality's own calendar and the holidays say. */
function municipalOpening(
  calendar: Calendar,
  national: NationalCalendar,
  venue: string,
  lane: string,
  date: PlainDate,
): Opening {
  const closure = closuresOf(calendar, venue, lane, date).find((it) => !it.hours)
  if (closure) return { open: false, reason: { kind: 'closure', text: closure.reason } }

  const special = calendar.specialOpenings
    .filter((it) => it.date === date && it.venues.includes(venue))
    .map((it) => ({ reason: it.reason, hours: it.hours.filter((hours) => hours.lane === lane) }))
    .find((it) => it.hours.length > 0)
  if (special) {
    return { open: true, hours: special.hours, reason: { kind: 'special-opening', text: special.reason } }
  }

  if (calendar.yearEnd === 'closed' && isYearEnd(date)) return { open: false, reason: { kind: 'year-end' } }
  if (calendar.holidays === 'closed' && national.holidays.has(date)) {
    return { open: false, reason: { kind: 'holiday' } }
  }

  const hours = calendar.weekly.filter(
    (it) => it.lane === lane && it.venues.includes(venue) && worksOn(it, date),
  )
  if (hours.length === 0) return { open: false, reason: { kind: 'weekly' } }
  return { open: true, hours, reason: { kind: 'weekly' } }
}

function worksOn({ weekdays, nth }: WeeklyHours, date: PlainDate): boolean {
  if (!weekdays.includes(weekdayOf(date))) return false
  return nth?.some((it) => (it === 'last' ? isLastOfMonth(date) : it === nthOfMonth(date))) ?? true
}

/** The last of its weekday in its month: a week later another month has begun. */
const isLastOfMonth = (date: PlainDate) => addDays(date, 7).slice(0, 7) !== date.slice(0, 7)
