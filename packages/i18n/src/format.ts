import { eraYear } from './era.ts'
import type { Language } from './languages.ts'
import { type DateLike, inTokyo } from './tokyo.ts'

export type { DateLike } from './tokyo.ts'

export type DateStyle = {
  /** `long` names the year (default); `short` leaves it out, for lists where the year is plain. */
  length?: 'long' | 'short'
  /** Leave the weekday out, as for a birth date. Default true. */
  weekday?: boolean
  years?: Years
}

/**
 * How Japanese counts the years: `era`, as officials write (default); `western`, as residents' pages do; `both`, where a
 * reader compares with another paper. The other languages count in Western years only.
 */
export type Years = 'era' | 'western' | 'both'

const WEEKDAYS = {
  ja: { short: [...'日月火水木金土'], long: [...'日月火水木金土'].map((day) => `${day}曜日`) },
  'ja-easy': { short: [...'日月火水木金土'], long: [...'日月火水木金土'].map((day) => `${day}曜日`) },
  en: {
    short: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    long: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  },
} as const satisfies Record<Language, { short: readonly string[]; long: readonly string[] }>

const ENGLISH_MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

type Tokyo = ReturnType<typeof inTokyo>

/** The seven weekdays from Sunday, short for a column and long to be spoken. */
export const weekdayNames = (language: Language) =>
  WEEKDAYS[language].long.map((long, day) => ({ short: WEEKDAYS[language].short[day] ?? long, long }))

/**
 * A date in the language's own way: 令和8年11月28日（土） / 2026年11月28日（土曜日） / Saturday, 28 November 2026. Tokyo time.
 * With `years: 'western'` 2026年11月28日（土）, with `both` 令和8年（2026年）11月28日（土）.
 */
export function formatDate(language: Language, when: DateLike, style: DateStyle = {}) {
  const date = inTokyo(when)
  const weekday = WEEKDAYS[language][language === 'ja' ? 'short' : 'long'][date.weekday]
  const short = style.length === 'short'

  if (language === 'en') {
    const words = `${date.day} ${ENGLISH_MONTHS[date.month - 1]}${short ? '' : ` ${date.year}`}`
    return style.weekday === false ? words : `${weekday}, ${words}`
  }
  const year = short ? '' : yearOf(language, date, style.years)
  return `${year}${date.month}月${date.day}日${style.weekday === false ? '' : `（${weekday}）`}`
}

/** A month for the head of a calendar: 令和8年11月 / 2026年11月 / November 2026. */
export function formatMonth(language: Language, when: DateLike, years?: Years) {
  const date = inTokyo(when)
  return language === 'en'
    ? `${ENGLISH_MONTHS[date.month - 1]} ${date.year}`
    : `${yearOf(language, date, years)}${date.month}月`
}

/** A time of day in Tokyo, from an instant or 'HH:MM': 9時30分 / 9:30 am. Whole hours are said short in Japanese: 9時. */
export function formatTime(language: Language, when: string | Date) {
  const { hour, minute } = typeof when === 'string' ? readTime(when) : inTokyo(when)
  if (language !== 'en') return minute === 0 ? `${hour}時` : `${hour}時${minute}分`

  return `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'am' : 'pm'}`
}

/** A span of time within one day: 9時30分から10時まで / 9:30 am to 10:00 am. */
export function formatTimeRange(language: Language, from: string | Date, to: string | Date) {
  const [start, end] = [formatTime(language, from), formatTime(language, to)]
  if (language === 'en') return `${start} to ${end}`
  return language === 'ja' ? `${start}から${end}まで` : `${start} から ${end} まで`
}

/** Date and time of an instant: 令和8年11月28日（土）9時30分 / Saturday, 28 November 2026, 9:30 am. Tokyo time. */
export function formatDateTime(language: Language, when: Date, style: DateStyle = {}) {
  const [date, time] = [formatDate(language, when, style), formatTime(language, when)]
  if (language === 'en') return `${date}, ${time}`
  return language === 'ja' ? `${date}${time}` : `${date} ${time}`
}

function yearOf(language: Language, { year, month, day }: Tokyo, years: Years = 'era') {
  if (language !== 'ja' || years === 'western') return `${year}年`
  return `${eraYear(year, month, day)}${years === 'both' ? `（${year}年）` : ''}`
}

function readTime(time: string) {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(time) ?? []
  if (!hour || !minute || Number(hour) > 24 || Number(minute) > 59)
    throw new RangeError(`not a time: ${time}`)
  return { hour: Number(hour), minute: Number(minute) }
}
