import { addDays, dateAt, instantOf, type PlainDate } from '../calendar.ts'
import type { ReminderTime } from '../tenancy/policy-rules.ts'

/** What a reminder depends on: when the visit is, and since when it stands like that (booked, or changed last). */
export type Remindable = { startsAt: Date; since: Date }

/**
 * The reminder that is due for a visit now, if one is: of those whose time has come, the last. Whoever booked or changed
 * after that time has just been told, so there is none; nor once the visit has begun. A late program sends one, not all.
 */
export function dueReminder(
  times: readonly ReminderTime[],
  { startsAt, since }: Remindable,
  now: Date,
): ReminderTime | null {
  if (startsAt <= now) return null
  const due = lastDue(times, dateAt(startsAt), now)
  return due && since < due.at && due.at < startsAt ? due.time : null
}

/** The days from today on of whose visits a reminder is due by now: which, and since when. */
export function daysToRemind(times: readonly ReminderTime[], now: Date): DayToRemind[] {
  const today = dateAt(now)
  const furthest = Math.max(-1, ...times.map((it) => it.daysBefore))
  return Array.from({ length: furthest + 1 }, (_, n) => addDays(today, n)).flatMap((day) => {
    const due = lastDue(times, day, now)
    return due ? { day, ...due } : []
  })
}
export type DayToRemind = { day: PlainDate; time: ReminderTime; at: Date }

function lastDue(times: readonly ReminderTime[], day: PlainDate, now: Date) {
  return times
    .map((time) => ({ time, at: instantOf(addDays(day, -time.daysBefore), time.at) }))
    .filter(({ at }) => at <= now)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .at(-1)
}

/** The key under which a reminder is written once: of one reservation as it stands since a change, so many days before. */
export const reminderKey = (reservationId: string, version: number, { daysBefore }: ReminderTime): string =>
  `reminder:${reservationId}:${version}:${daysBefore}`
