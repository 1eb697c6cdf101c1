import type { OwnWindow, WindowRules } from './policy-rules.ts'
import type { Problem } from './problem.ts'
import type { TenantFile } from './tenant-file.ts'

/** What 受付の期間 may not say: unknown venues, two for one place, one that closes before it opens, slots that are not there yet. */
export function windowContradictionsIn(file: TenantFile): Problem[] {
  const { booking, venues } = file
  const known = new Set(venues.map((it) => it.code))
  const windows = booking.windows ?? []
  return [
    ...problemsOf(booking, booking.generateDays, ['booking'], ['booking', 'generateDays']),
    ...windows.flatMap((window, at) => {
      const path = ['booking', 'windows', at]
      return [
        ...problemsOf(window, booking.generateDays, path, [...path, 'opensDaysBefore']),
        ...(window.venues ?? []).flatMap((code, v) =>
          known.has(code) ? [] : [{ path: [...path, 'venues', v], message: `拠点「${code}」はありません` }],
        ),
        ...(window.venues || window.channels
          ? []
          : [
              { path, message: 'venues か channels を書いてください。どこでも同じ期間は booking に書きます' },
            ]),
        ...twiceSaid(windows, at),
      ]
    }),
  ]
}

function problemsOf(
  rules: WindowRules,
  generateDays: number,
  path: PropertyKey[],
  range: PropertyKey[],
): Problem[] {
  const { opensDaysBefore, opensMonthly, closesMinutesBefore, closesBusinessDaysBefore = 0 } = rules
  if ((opensDaysBefore === undefined) === (opensMonthly === undefined)) return [{ path, message: ONE_OF }]
  const { first, last } = daysOpenBefore(rules)
  const shut = '受付の終わりが、始まりより前になっています'
  return [
    ...(generateDays < first
      ? [
          {
            path: range,
            message: `枠を作る日数 ${generateDays} が、予約を受け付ける日数 ${first} より短くなっています`,
          },
        ]
      : []),
    // There are no more business days than days.
    ...(closesBusinessDaysBefore > last
      ? [{ path: [...path, 'closesBusinessDaysBefore'], message: shut }]
      : []),
    // The opening is a time of its day, so at most a day earlier than the start of the slot.
    ...(closesMinutesBefore >= (last + 1) * 24 * 60
      ? [{ path: [...path, 'closesMinutesBefore'], message: shut }]
      : []),
    ...lotProblems(rules, last, path),
  ]
}

const ONE_OF =
  '公開のしかたは、opensDaysBefore（毎日、その日数だけ先の日を公開）か opensMonthly（毎月の決まった日に、ひと月分を公開）の、どちらか一つを書いてください'

/** The most and the fewest days that can lie between the opening of a day and the day. */
function daysOpenBefore({ opensDaysBefore = 0, opensMonthly }: WindowRules): { first: number; last: number } {
  if (!opensMonthly) return { first: opensDaysBefore, last: opensDaysBefore }
  const { day, monthsBefore } = opensMonthly
  return { first: 31 * (monthsBefore + 1) - day, last: 28 * monthsBefore - day + 1 }
}

/** The lots of a window: something is left for its opening, and none opens before it. */
function lotProblems({ laterLots = [] }: WindowRules, last: number, path: PropertyKey[]): Problem[] {
  const percent = laterLots.reduce((sum, it) => sum + it.percent, 0)
  return [
    ...(percent > 99
      ? [
          {
            path: [...path, 'laterLots'],
            message: `あとから公開する分が合わせて ${percent} % です。受付の始まりに公開する分が残るよう、99 % までにしてください`,
          },
        ]
      : []),
    ...laterLots.flatMap(({ daysBefore = 0, businessDaysBefore = 0 }, at) =>
      Math.max(daysBefore, businessDaysBefore) < last
        ? []
        : [
            {
              path: [...path, 'laterLots', at],
              message: '受付の始まりより後に公開するように、日数を短くしてください',
            },
          ],
    ),
  ]
}

/** Of two that say equally much about a venue and channel neither would be the more particular. */
function twiceSaid(windows: readonly OwnWindow[], at: number): Problem[] {
  const later = windows[at]
  const earlier = windows.findIndex(
    (it, index) =>
      index < at &&
      later !== undefined &&
      !it.venues === !later.venues &&
      !it.channels === !later.channels &&
      share(it.venues, later.venues) &&
      share(it.channels, later.channels),
  )
  if (earlier < 0) return []
  return [
    {
      path: ['booking', 'windows', at],
      message: `booking.windows[${earlier}] と、同じ拠点・方法の受付の期間が 2 回書かれています`,
    },
  ]
}

const share = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined) =>
  !a || !b || a.some((it) => b.includes(it))
