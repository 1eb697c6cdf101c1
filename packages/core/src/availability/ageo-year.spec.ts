import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { addDays, type PlainDate } from '../calendar.ts'
import { NATIONAL_CALENDAR } from '../national/published-holidays.ts'
import { readTenantFile } from '../tenancy/index.ts'
import { isBusinessDay, openingOn } from './calendar-rules.ts'
import { drawYear, LEGEND } from './testing/draw-year.ts'

const root = join(import.meta.dirname, '../../../..')
const read = readTenantFile('ageo', readFileSync(join(root, 'tenants/ageo/tenant.json'), 'utf8'))
if (!read.ok) throw new Error(read.problems.join('\n'))
const { calendar, venues, lanes } = read.value

const day = (text: string) => text as PlainDate
const opens = (venue: string, date: string) =>
  openingOn(calendar, NATIONAL_CALENDAR, venue, 'pickup', day(date))

describe('上尾市の令和8年度（2026年4月〜2027年3月）', () => {
  it(`は、docs/calendars/ageo-2026.md の表のとおり ${req('2.show.4')}`, async () => {
    const rooms = lanes.flatMap((lane) =>
      venues.map((venue) => ({
        venue: venue.code,
        lane: lane.code,
        name: `${venue.name.ja} ${lane.name.ja}`,
      })),
    )
    const drawn = drawYear(calendar, NATIONAL_CALENDAR, rooms, day('2026-04-01'))
    const page = `# 上尾市の受付日 2026年4月〜2027年3月\n\n規則は tenants/ageo/tenant.json、祝日は国民の祝日。\n\n${LEGEND}\n\n${drawn}\n`
    await expect(page).toMatchFileSnapshot(join(root, 'docs/calendars/ageo-2026.md'))
  })

  // Counted by hand on a wall calendar: weekdays of the month, less its holidays on weekdays and 12/29–1/3, plus the
  // second and fourth Saturday.
  it.each([
    ['2026-04', 21 + 2],
    ['2026-05', 18 + 2],
    ['2026-06', 22 + 2],
    ['2026-07', 22 + 2],
    ['2026-08', 20 + 2],
    ['2026-09', 19 + 2],
    ['2026-10', 21 + 2],
    ['2026-11', 19 + 2],
    ['2026-12', 20 + 2],
    ['2027-01', 19 + 2],
    ['2027-02', 18 + 2],
    ['2027-03', 22 + 2 + 1],
  ])('市役所での受け取りは、%s に %i 日', (month, days) => {
    let open = 0
    for (let date = day(`${month}-01`); date.startsWith(month); date = addDays(date, 1)) {
      if (opens('city-hall', date).open) open += 1
    }
    expect(open).toBe(days)
  })

  it.each([
    ['第2土曜日', '2026-11-14', true, 'weekly'],
    ['第3土曜日', '2026-11-21', false, 'weekly'],
    ['振替休日', '2026-05-06', false, 'holiday'],
    ['国民の休日', '2026-09-22', false, 'holiday'],
    ['仕事納めの日', '2026-12-28', true, 'weekly'],
    ['12/29', '2026-12-29', false, 'year-end'],
    ['1/3', '2027-01-03', false, 'year-end'],
    ['仕事始めの日', '2027-01-04', true, 'weekly'],
    ['年度末の臨時の日曜', '2027-03-28', true, 'special-opening'],
  ])('%s %s', (_what, date, open, kind) => {
    expect(opens('city-hall', date)).toMatchObject({ open, reason: { kind } })
  })

  it('土曜日は営業日に数えない', () => {
    expect(isBusinessDay(day('2026-11-14'), NATIONAL_CALENDAR)).toBe(false)
  })
})
