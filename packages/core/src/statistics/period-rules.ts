import { addDays, addMonths, daysBetween, type PlainDate, plainDate, weekdayOf } from '../calendar.ts'

/** The spans of time that statistics are asked for; the fiscal year (年度) runs from April to March. */
export const PERIODS = ['today', 'week', 'month', 'fiscal'] as const
export type PeriodKind = (typeof PERIODS)[number]
/** Both days belong to it. */
export type Period = { kind: PeriodKind | 'other'; from: PlainDate; until: PlainDate }

/** Longer than two fiscal years nobody compares on one page. */
const MOST_DAYS = 732

/** Reads what an address asks for; without anything the month of today. Weeks begin on Monday. */
export function readPeriod(
  asked: { period?: string | null; from?: string | null; until?: string | null },
  today: PlainDate,
): { ok: true; value: Period } | { ok: false; reason: 'no-such-day' | 'ends-before-it-begins' | 'too-long' } {
  if (asked.from || asked.until) {
    const from = plainDate(asked.from ?? '')
    const until = plainDate(asked.until ?? '')
    if (!from || !until) return { ok: false, reason: 'no-such-day' }
    if (until < from) return { ok: false, reason: 'ends-before-it-begins' }
    if (daysBetween(from, until) >= MOST_DAYS) return { ok: false, reason: 'too-long' }
    return { ok: true, value: { kind: 'other', from, until } }
  }
  const kind = PERIODS.find((it) => it === asked.period) ?? 'month'
  return { ok: true, value: { kind, ...daysOf(kind, today) } }
}

function daysOf(kind: PeriodKind, today: PlainDate): { from: PlainDate; until: PlainDate } {
  if (kind === 'today') return { from: today, until: today }
  if (kind === 'week') {
    const monday = addDays(today, 1 - weekdayOf(today))
    return { from: monday, until: addDays(monday, 6) }
  }
  const first = `${today.slice(0, 7)}-01` as PlainDate
  if (kind === 'month') return { from: first, until: addDays(addMonths(first, 1), -1) }
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '04-01' ? 1 : 0)
  return { from: `${year}-04-01` as PlainDate, until: `${year + 1}-03-31` as PlainDate }
}
