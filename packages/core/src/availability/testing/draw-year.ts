import { addDays, addMonths, type PlainDate, weekdayOf } from '../../calendar.ts'
import type { NationalCalendar } from '../../national/national-calendar-rules.ts'
import type { Calendar } from '../../tenancy/policy-rules.ts'
import { type Opening, openingOn } from '../calendar-rules.ts'

/** A lane at a venue, with the name that the table gives it. */
type Room = { venue: string; lane: string; name: string }

/** The mark of each kind of day, as the legend explains it. */
const MARKS = {
  weekly: '○',
  saturday: '土',
  'special-opening': '臨',
  holiday: '祝',
  'year-end': '末',
  closure: '閉',
  'national-stop': '停',
  closed: '－',
} as const

export const LEGEND =
  '○ 平日の受付 · 土 土曜日の受付 · 臨 臨時の開庁 · 祝 祝日の休み · 末 年末年始の休み（12/29〜1/3） · 閉 閉庁 · 停 全国停止日 · － 休み'

/**
 * A year of a municipality as months of weeks in Markdown, to be checked by a person against the wall calendar: twelve
 * months from `from`, once for each set of rooms that are open on the same days; rooms that are never open are left out.
 */
export function drawYear(
  calendar: Calendar,
  national: NationalCalendar,
  rooms: Room[],
  from: PlainDate,
): string {
  const months = Array.from({ length: 12 }, (_, n) => addMonths(from, n))
  const years = rooms.map((room) => ({
    room,
    drawn: months.map((first) =>
      drawMonth(first, (date) => openingOn(calendar, national, room.venue, room.lane, date)),
    ),
  }))
  const kinds = Map.groupBy(
    years.filter(({ drawn }) => drawn.some((month) => !month.includes('開庁 0 日'))),
    ({ drawn }) => drawn.join('\n'),
  )
  return [...kinds.values()]
    .map((alike) =>
      [...new Set(alike.map(({ room }) => `- ${room.name}`)), '', alike[0]?.drawn.join('\n\n')].join('\n'),
    )
    .map((text, at) => `## ${at + 1}\n\n${text}`)
    .join('\n\n')
}

function drawMonth(first: PlainDate, openingAt: (date: PlainDate) => Opening): string {
  const cells = Array.from({ length: weekdayOf(first) - 1 }, () => '')
  let open = 0
  for (let date = first; date.slice(0, 7) === first.slice(0, 7); date = addDays(date, 1)) {
    const opening = openingAt(date)
    if (opening.open) open += 1
    cells.push(`${Number(date.slice(8))} ${markOf(opening, date)}`)
  }
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, w) =>
    Array.from({ length: 7 }, (_, d) => (cells[w * 7 + d] ?? '').padEnd(4)),
  )
  const [year, month] = first.split('-').map(Number)
  return [
    `### ${year}年${month}月（開庁 ${open} 日）`,
    '',
    '| 月 | 火 | 水 | 木 | 金 | 土 | 日 |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...weeks.map((week) => `| ${week.join(' | ')} |`),
  ].join('\n')
}

function markOf(opening: Opening, date: PlainDate): string {
  if (opening.reason.kind !== 'weekly') return MARKS[opening.reason.kind]
  if (!opening.open) return MARKS.closed
  return weekdayOf(date) === 6 ? MARKS.saturday : MARKS.weekly
}
