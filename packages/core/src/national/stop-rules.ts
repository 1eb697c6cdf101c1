import { daysBetween, instantOf, type PlainDate, type PlainTime, plainDate } from '../calendar.ts'
import type { NationalStop } from './national-calendar-rules.ts'

/** What an operator typed, as it was typed. */
export type StopForm = {
  from: string
  until: string
  fromTime: string
  untilTime: string
  ja: string
  easy: string
  en: string
}
export type StopField = keyof StopForm
export type StopProblem =
  | 'day-missing'
  | 'no-such-day'
  | 'ends-before-it-begins'
  | 'too-many-days'
  | 'is-over'
  | 'both-hours-or-none'
  | 'no-such-time'
  | 'hours-end-before-they-begin'
  | 'reason-missing'
  | 'reason-too-long'

const MOST_DAYS = 31
const LONGEST_REASON = 100

/** Reads the form of a stop; `today` in Tokyo. Answers the stop, or each field that is wrong with why. */
export function readStop(
  form: StopForm,
  today: PlainDate,
): { ok: true; value: NationalStop } | { ok: false; wrong: Partial<Record<StopField, StopProblem>> } {
  const wrong: Partial<Record<StopField, StopProblem>> = {}
  const from = dayIn(form.from)
  const until = form.until.trim() === '' ? from : dayIn(form.until)
  if (!from) wrong.from = form.from.trim() === '' ? 'day-missing' : 'no-such-day'
  if (!until && from) wrong.until = 'no-such-day'
  if (from && until) {
    if (until < from) wrong.until = 'ends-before-it-begins'
    else if (daysBetween(from, until) >= MOST_DAYS) wrong.until = 'too-many-days'
    else if (until < today) wrong.from = 'is-over'
  }

  const [begins, ends] = [timeIn(form.fromTime), timeIn(form.untilTime)]
  if (begins === null) wrong.fromTime = 'no-such-time'
  else if (ends === null) wrong.untilTime = 'no-such-time'
  else if ((begins === '') !== (ends === ''))
    wrong[begins === '' ? 'fromTime' : 'untilTime'] = 'both-hours-or-none'
  else if (begins !== '' && ends <= begins) wrong.untilTime = 'hours-end-before-they-begin'

  for (const language of ['ja', 'easy', 'en'] as const) {
    const length = form[language].trim().length
    if (length === 0) wrong[language] = 'reason-missing'
    else if (length > LONGEST_REASON) wrong[language] = 'reason-too-long'
  }
  if (!from || !until || begins === null || ends === null || Object.keys(wrong).length > 0)
    return { ok: false, wrong }
  return {
    ok: true,
    value: {
      from,
      until,
      ...(begins && ends ? { hours: { from: begins as PlainTime, until: ends as PlainTime } } : {}),
      reason: { ja: form.ja.trim(), 'ja-easy': form.easy.trim(), en: form.en.trim() },
    },
  }
}

/** `2026-12-05` as a browser sends it, or `2026/12/5` as people type it. */
export function dayIn(text: string): PlainDate | null {
  const [, year, month, day] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text.normalize('NFKC').trim()) ?? []
  return day ? plainDate(`${year}-${month?.padStart(2, '0')}-${day.padStart(2, '0')}`) : null
}

/** `HH:MM`; empty for none; null when there is no such time. */
export function timeIn(text: string): string | null {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return ''
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(plain) ?? []
  if (!hour || Number(hour) > 23 || Number(minute) > 59) return null
  return `${hour.padStart(2, '0')}:${minute}`
}

/** A span of time, `until` excluded. */
export type Span = { from: Date; until: Date }

/** The instants of a stop on one of its days. */
export const spanOn = (day: PlainDate, hours?: NationalStop['hours']): Span => ({
  from: instantOf(day, hours?.from ?? '00:00'),
  until: hours ? instantOf(day, hours.until) : new Date(instantOf(day, '00:00').getTime() + DAY),
})
const DAY = 86_400_000
