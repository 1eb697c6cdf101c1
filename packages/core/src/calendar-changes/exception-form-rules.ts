import { takesBookings } from '../availability/calendar-rules.ts'
import { startsOn } from '../availability/start-rules.ts'
import { daysBetween, type PlainDate, type PlainTime } from '../calendar.ts'
import { looksLikeMyNumber } from '../issuance/my-number-rules.ts'
import { dayIn, timeIn } from '../national/stop-rules.ts'
import type { CalendarException } from '../tenancy/exception-rules.ts'
import {
  CHANNELS,
  type Channel,
  type Hours,
  type Language,
  type LocalText,
  MODES,
  type Mode,
  type Period,
  type WeeklyHours,
} from '../tenancy/policy-rules.ts'

/** What an officer typed, as it was typed; codes for venues and lanes. */
export type ExceptionForm = {
  kind: CalendarException['kind']
  venues: readonly string[]
  lanes: readonly string[]
} & Record<
  | 'from'
  | 'until'
  | 'fromTime'
  | 'untilTime'
  | 'breakFrom'
  | 'breakUntil'
  | 'mode'
  | 'capacity'
  | ReasonField,
  string
>
export type ReasonField = 'ja' | 'easy' | 'en'
export type ExceptionField = keyof Omit<ExceptionForm, 'kind'>
export const EXCEPTION_PROBLEMS = [
  'day-missing',
  'no-such-day',
  'ends-before-it-begins',
  'too-many-days',
  'is-over',
  'venue-missing',
  'no-such-place',
  'no-usual-hours',
  'time-missing',
  'no-such-time',
  'hours-end-before-they-begin',
  'break-outside',
  'no-slot',
  'no-such-mode',
  'no-such-capacity',
  'reason-missing',
  'reason-too-long',
  'my-number-typed',
] as const
export type ExceptionProblem = (typeof EXCEPTION_PROBLEMS)[number]
export type WrongFields = Partial<Record<ExceptionField, ExceptionProblem>>

/** What the form is read against. `weekly`: the usual hours, from which an opening takes length and places. */
export type Known = {
  today: PlainDate
  venues: readonly string[]
  lanes: readonly string[]
  weekly: readonly WeeklyHours[]
  lastEnd: PlainTime
  languages: readonly Language[]
}

const MOST_DAYS = 31
const LONGEST_REASON = 100
const MOST_PLACES = 500

/** Reads the form of a closure or an opening; or says which fields are wrong. */
export function readException(
  id: string,
  form: ExceptionForm,
  known: Known,
): { ok: true; value: CalendarException } | { ok: false; wrong: WrongFields } {
  const wrong: WrongFields = {}
  const days = readDays(form, known.today, wrong)
  readPlaces(form, known, wrong)
  const reason = readReason(form, known.languages, wrong)
  const hours = form.kind === 'opening' ? readHours(form, known, wrong) : []
  const closed = form.kind === 'closure' ? readClosedHours(form, wrong) : null
  if (!days || Object.keys(wrong).length > 0) return { ok: false, wrong }

  const { venues, lanes } = form
  if (form.kind === 'opening')
    return { ok: true, value: { id, kind: 'opening', ...days, venues, hours, reason } }
  const places = {
    ...(venues.length > 0 ? { venues } : {}),
    ...(lanes.length > 0 ? { lanes } : {}),
    ...(closed ? { hours: closed } : {}),
  }
  return { ok: true, value: { id, kind: 'closure', ...days, ...places, reason } }
}

function readDays(form: ExceptionForm, today: PlainDate, wrong: WrongFields) {
  const from = dayIn(form.from)
  const until = form.until.trim() === '' ? from : dayIn(form.until)
  if (!from) wrong.from = form.from.trim() === '' ? 'day-missing' : 'no-such-day'
  else if (!until) wrong.until = 'no-such-day'
  else if (until < from) wrong.until = 'ends-before-it-begins'
  else if (daysBetween(from, until) >= MOST_DAYS) wrong.until = 'too-many-days'
  else if (from < today) wrong.from = 'is-over'
  return from && until ? { from, until } : null
}

function readPlaces({ kind, venues, lanes }: ExceptionForm, known: Known, wrong: WrongFields) {
  if (venues.some((it) => !known.venues.includes(it))) wrong.venues = 'no-such-place'
  else if (kind === 'opening' && venues.length === 0) wrong.venues = 'venue-missing'
  if (lanes.some((it) => !known.lanes.includes(it))) wrong.lanes = 'no-such-place'
}

function readReason(form: ExceptionForm, languages: readonly Language[], wrong: WrongFields): LocalText {
  const offered = { ja: true, easy: languages.includes('ja-easy'), en: languages.includes('en') }
  for (const field of ['ja', 'easy', 'en'] as const) {
    const text = form[field].trim()
    if (!offered[field]) continue
    if (text === '') wrong[field] = 'reason-missing'
    else if (text.length > LONGEST_REASON) wrong[field] = 'reason-too-long'
    else if (looksLikeMyNumber(text)) wrong[field] = 'my-number-typed'
  }
  return {
    ja: form.ja.trim(),
    ...(offered.easy ? { 'ja-easy': form.easy.trim() } : {}),
    ...(offered.en ? { en: form.en.trim() } : {}),
  }
}

/** The hours of each lane: the times that were typed, with the length and the places that the lane usually has there. */
function readHours(form: ExceptionForm, known: Known, wrong: WrongFields): Hours[] {
  const periods = readPeriods(form, wrong)
  const like = { periods, mode: readMode(form, wrong), capacity: readCapacity(form, wrong) }
  const there = known.weekly.filter((it) => it.venues.some((venue) => form.venues.includes(venue)))
  const lanes =
    form.lanes.length > 0 ? form.lanes : known.lanes.filter((lane) => there.some((it) => it.lane === lane))
  const usual = lanes.map((lane) => there.find((it) => it.lane === lane))
  if (
    form.venues.length > 0 &&
    !wrong.venues &&
    !wrong.lanes &&
    (lanes.length === 0 || usual.includes(undefined))
  )
    wrong.lanes = 'no-usual-hours'
  const hours = usual.flatMap((it) => (it ? [hoursLike(it, like)] : []))
  const withSlots = hours.filter(takesBookings)
  if (periods.length > 0 && withSlots.some((it) => startsOn(it, known.lastEnd, []).length === 0))
    wrong.untilTime = 'no-slot'
  return hours
}

function readPeriods(form: ExceptionForm, wrong: WrongFields): Period[] {
  const read = (field: 'fromTime' | 'untilTime' | 'breakFrom' | 'breakUntil') => {
    const time = timeIn(form[field])
    if (time === null) wrong[field] = 'no-such-time'
    return (time ?? '') as PlainTime
  }
  const [from, until, breakFrom, breakUntil] = [
    read('fromTime'),
    read('untilTime'),
    read('breakFrom'),
    read('breakUntil'),
  ]
  if (wrong.fromTime || wrong.untilTime || wrong.breakFrom || wrong.breakUntil) return []
  if (!from) wrong.fromTime = 'time-missing'
  else if (!until) wrong.untilTime = 'time-missing'
  else if (until <= from) wrong.untilTime = 'hours-end-before-they-begin'
  else if (!breakFrom && !breakUntil) return [{ from, until }]
  else if (!breakFrom || !breakUntil) wrong[breakFrom ? 'breakUntil' : 'breakFrom'] = 'time-missing'
  else if (breakUntil <= breakFrom) wrong.breakUntil = 'hours-end-before-they-begin'
  else if (breakFrom <= from || breakUntil >= until) wrong.breakFrom = 'break-outside'
  else
    return [
      { from, until: breakFrom },
      { from: breakUntil, until },
    ]
  return []
}

/** From when until when a closure holds on each of its days; null: all day. */
function readClosedHours(form: ExceptionForm, wrong: WrongFields) {
  if (form.fromTime.trim() === '' && form.untilTime.trim() === '') return null
  const [period] = readPeriods({ ...form, breakFrom: '', breakUntil: '' }, wrong)
  return period ?? null
}

/** How the day receives people; null: as usual. */
function readMode({ mode }: ExceptionForm, wrong: WrongFields): Mode | null {
  const found = MODES.find((it) => it === mode)
  if (mode !== '' && !found) wrong.mode = 'no-such-mode'
  return found ?? null
}

/** Places in each slot; null: as many as usual. */
function readCapacity(form: ExceptionForm, wrong: WrongFields): number | null {
  const typed = form.capacity.normalize('NFKC').trim()
  if (typed === '') return null
  const capacity = /^\d{1,3}$/.test(typed) ? Number(typed) : 0
  if (capacity < 1 || capacity > MOST_PLACES) wrong.capacity = 'no-such-capacity'
  return capacity
}

type Like = { periods: readonly Period[]; mode: Mode | null; capacity: number | null }

/** Another number of places is shared out among the channels as the usual number is, rounded up. */
function hoursLike(usual: WeeklyHours, { periods, mode, capacity }: Like): Hours {
  const places = capacity ?? usual.capacity
  const received = mode ?? usual.mode
  const share = (channel: Channel) => [
    channel,
    Math.ceil((usual.channels[channel] * places) / usual.capacity),
  ]
  return {
    lane: usual.lane,
    ...(received ? { mode: received } : {}),
    periods,
    minutes: usual.minutes,
    capacity: places,
    channels: Object.fromEntries(CHANNELS.map(share)) as Hours['channels'],
  }
}
