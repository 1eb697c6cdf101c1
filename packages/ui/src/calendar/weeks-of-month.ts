/**
 * The days of one month as weeks of seven, Sunday first unless `firstWeekday` is 1; `undefined` fills the corners.
 * `days` holds consecutive dates ('YYYY-MM-DD') of one month in order.
 */
export function weeksOfMonth<T extends { date: string }>(days: readonly T[], firstWeekday: 0 | 1 = 0) {
  const first = days[0]
  if (!first) return []

  const weekday = new Date(`${first.date}T00:00:00Z`).getUTCDay()
  const cells: (T | undefined)[] = [...Array<undefined>((weekday - firstWeekday + 7) % 7), ...days]
  while (cells.length % 7 !== 0) cells.push(undefined)

  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
