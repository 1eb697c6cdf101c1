/** A date without a time, 'YYYY-MM-DD'; or an instant. */
export type DateLike = string | Date

const NINE_HOURS = 9 * 60 * 60 * 1000

/**
 * Year, month (1–12), day, weekday (0 = Sunday) and wall-clock time in Asia/Tokyo. A 'YYYY-MM-DD' string is
 * taken as that date. Throws a RangeError when it is neither. Japan has had no summer time since 1951, so the
 * offset is a constant and server and browser cannot disagree.
 */
export function inTokyo(when: DateLike) {
  const instant = typeof when === 'string' ? readDate(when) : new Date(when.getTime() + NINE_HOURS)
  if (Number.isNaN(instant.getTime())) throw new RangeError('not a date')

  return {
    year: instant.getUTCFullYear(),
    month: instant.getUTCMonth() + 1,
    day: instant.getUTCDate(),
    weekday: instant.getUTCDay(),
    hour: instant.getUTCHours(),
    minute: instant.getUTCMinutes(),
  }
}

function readDate(date: string) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new RangeError(`not a date: ${date}`)
  const read = new Date(`${date}T00:00:00Z`)
  // 2026-02-30 would silently become 2 March in some engines
  if (Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== date)
    throw new RangeError(`not a date: ${date}`)
  return read
}
