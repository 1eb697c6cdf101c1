import { minutesOf } from '../calendar.ts'
import { NATIONAL_LAST_END } from '../national/national-calendar-rules.ts'
import type { Hours, NthOfMonth, Period } from './policy-rules.ts'
import type { Problem } from './problem.ts'
import type { TenantFile } from './tenant-file.ts'

/** What a calendar may not say: unknown names, periods without a slot, limits beyond the capacity, places sold twice. */
export function calendarContradictionsIn(file: TenantFile): Problem[] {
  return [
    ...calendarNames(file),
    ...hoursProblems(file),
    ...mixedModes(file),
    ...overlaps(file),
    ...closurePeriods(file),
    ...longProcedures(file),
  ]
}

/** Every list of hours in the calendar, with where it stands. */
function everyHours({ calendar }: TenantFile): { path: PropertyKey[]; hours: Hours }[] {
  return [
    ...calendar.weekly.map((hours, at) => ({ path: ['calendar', 'weekly', at], hours })),
    ...calendar.specialOpenings.flatMap((opening, at) =>
      opening.hours.map((hours, h) => ({ path: ['calendar', 'specialOpenings', at, 'hours', h], hours })),
    ),
  ]
}

function calendarNames(file: TenantFile): Problem[] {
  const venues = new Set(file.venues.map((it) => it.code))
  const lanes = new Set(file.lanes.map((it) => it.code))
  const { weekly, closures, specialOpenings } = file.calendar
  const unknownIn = (
    codes: readonly string[] | undefined,
    known: Set<string>,
    path: PropertyKey[],
    what: string,
  ) =>
    (codes ?? []).flatMap((code, at) =>
      known.has(code) ? [] : [{ path: [...path, at], message: `${what}「${code}」はありません` }],
    )

  return [
    ...weekly.flatMap((it, at) => unknownIn(it.venues, venues, ['calendar', 'weekly', at, 'venues'], '拠点')),
    ...closures.flatMap((it, at) => [
      ...unknownIn(it.venues, venues, ['calendar', 'closures', at, 'venues'], '拠点'),
      ...unknownIn(it.lanes, lanes, ['calendar', 'closures', at, 'lanes'], '受付区分'),
    ]),
    ...specialOpenings.flatMap((it, at) =>
      unknownIn(it.venues, venues, ['calendar', 'specialOpenings', at, 'venues'], '拠点'),
    ),
    ...everyHours(file).flatMap(({ path, hours }) =>
      lanes.has(hours.lane)
        ? []
        : [{ path: [...path, 'lane'], message: `受付区分「${hours.lane}」はありません` }],
    ),
  ]
}

function hoursProblems(file: TenantFile): Problem[] {
  return everyHours(file).flatMap(({ path, hours }) => [
    ...hours.periods.flatMap((period, at) => periodProblem(period, hours, [...path, 'periods', at])),
    ...Object.entries(hours.channels)
      .filter(([, limit]) => limit > hours.capacity)
      .map(([channel, limit]) => ({
        path: [...path, 'channels', channel],
        message: `上限 ${limit} が、枠の定員 ${hours.capacity} を超えています`,
      })),
    ...(isFree(hours) || Object.values(hours.channels).some((limit) => limit > 0)
      ? []
      : [{ path: [...path, 'channels'], message: 'どの方法でも予約できない枠になっています' }]),
  ])
}

function periodProblem(period: Period, hours: Hours, path: PropertyKey[]): Problem[] {
  if (period.until <= period.from)
    return [
      {
        path: [...path, 'until'],
        message: `終わり ${period.until} が、始まり ${period.from} より後ではありません`,
      },
    ]
  if (period.lastStart && isFree(hours))
    return [
      { path: [...path, 'lastStart'], message: '予約不要の受付に枠はありません。lastStart を消してください' },
    ]
  if (period.lastStart && (period.lastStart < period.from || period.lastStart >= period.until))
    return [{ path: [...path, 'lastStart'], message: '最後の受付が、受付時間の外にあります' }]
  if (
    minutesOf(period.lastStart ?? period.until) + (period.lastStart ? hours.minutes : 0) >
    minutesOf(NATIONAL_LAST_END)
  )
    return [
      {
        path,
        message: `${NATIONAL_LAST_END} より後に終わる枠ができます。全国のサーバは ${NATIONAL_LAST_END} までです`,
      },
    ]
  if (!period.lastStart && !isFree(hours) && minutesOf(period.until) - minutesOf(period.from) < hours.minutes)
    return [{ path, message: `${hours.minutes} 分の枠が 1 つも入りません` }]
  return []
}

/** 予約不要: no slots. */
const isFree = ({ mode }: Hours) => mode === 'no-booking'

const modeIn = ({ mode = 'booking-only' }: Hours) => mode

/** A day of a lane at a venue has one mode: a mark on the calendar, and one answer to whoever asks. */
function mixedModes({ calendar }: TenantFile): Problem[] {
  const differs = (a: Hours, b: Hours) => a.lane === b.lane && modeIn(a) !== modeIn(b)
  return [
    ...calendar.weekly.flatMap((later, at) => {
      const earlier = calendar.weekly.findIndex(
        (it, index) => index < at && sameDays(it, later) && differs(it, later),
      )
      if (earlier < 0) return []
      const message = `calendar.weekly[${earlier}] と、同じ拠点・受付区分・曜日で受付のしかた（mode）が違います`
      return [{ path: ['calendar', 'weekly', at, 'mode'], message }]
    }),
    ...calendar.specialOpenings.flatMap(({ hours }, at) =>
      hours.flatMap((later, h) =>
        hours.slice(0, h).some((it) => differs(it, later))
          ? [
              {
                path: ['calendar', 'specialOpenings', at, 'hours', h, 'mode'],
                message: '同じ日・受付区分で受付のしかた（mode）が違います',
              },
            ]
          : [],
      ),
    ),
  ]
}

/** Two lists of hours that make slots for the same venue, lane and time would sell every place twice. */
function overlaps(file: TenantFile): Problem[] {
  const { weekly, specialOpenings } = file.calendar
  return [
    ...weekly.flatMap((later, at) => {
      const earlier = weekly.findIndex((it, index) => index < at && sameDays(it, later) && clash(it, later))
      if (earlier < 0) return []
      const message = `calendar.weekly[${earlier}] と、同じ拠点・受付区分・曜日で時間が重なっています`
      return [{ path: ['calendar', 'weekly', at], message }]
    }),
    ...everyHours(file).flatMap(({ path, hours }) =>
      hours.periods.some((it, at) => hours.periods.slice(at + 1).some((other) => meet(it, other)))
        ? [{ path: [...path, 'periods'], message: '受付時間どうしが重なっています' }]
        : [],
    ),
    ...specialOpenings.flatMap((later, at) => {
      const twiceSaid = specialOpenings.some(
        (it, index) =>
          index < at &&
          it.date === later.date &&
          share(it.venues, later.venues) &&
          it.hours.some((a) => later.hours.some((b) => a.lane === b.lane)),
      )
      const message = `${later.date} の臨時開庁が、同じ拠点・受付区分で 2 回書かれています`
      return twiceSaid ? [{ path: ['calendar', 'specialOpenings', at], message }] : []
    }),
  ]
}

type Week = {
  venues: readonly string[]
  weekdays: readonly number[]
  nth?: readonly NthOfMonth[] | undefined
}

const share = <T>(a: readonly T[], b: readonly T[]) => a.some((it) => b.includes(it))

const sameDays = (a: Week, b: Week) =>
  share(a.venues, b.venues) && share(a.weekdays, b.weekdays) && (!a.nth || !b.nth || nthMeet(a.nth, b.nth))

// The last of a month is its fourth or its fifth.
const nthMeet = (a: readonly NthOfMonth[], b: readonly NthOfMonth[]) => share(widen(a), widen(b))
const widen = (nth: readonly NthOfMonth[]) =>
  nth.flatMap((it): NthOfMonth[] => (it === 'last' ? [4, 5] : [it]))

const meet = (a: Period, b: Period) => a.from < b.until && b.from < a.until

const clash = (a: Hours, b: Hours) =>
  a.lane === b.lane && a.periods.some((it) => b.periods.some((other) => meet(it, other)))

const closurePeriods = ({ calendar }: TenantFile): Problem[] =>
  calendar.closures.flatMap(({ from, until }, at) =>
    until && until < from
      ? [
          {
            path: ['calendar', 'closures', at, 'until'],
            message: `終わりの日 ${until} が、始まりの日 ${from} より前です`,
          },
        ]
      : [],
  )

/** One person takes one place in one slot: a procedure longer than its slots would run into the next person's. */
function longProcedures(file: TenantFile): Problem[] {
  const hours = everyHours(file)
    .map((it) => it.hours)
    .filter((it) => !isFree(it))
  return file.procedures.flatMap(({ code, minutes }, at) => {
    const lanes = file.lanes.filter((it) => it.procedures.includes(code)).map((it) => it.code)
    const shortest = Math.min(...hours.filter((it) => lanes.includes(it.lane)).map((it) => it.minutes))
    if (minutes <= shortest) return []
    const message = `手続にかかる ${minutes} 分が、受付区分のいちばん短い枠 ${shortest} 分より長くなっています`
    return [{ path: ['procedures', at, 'minutes'], message }]
  })
}
