import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { approveHolidays, holidayImport, stageHolidays } from './holiday-imports.ts'
import { nationalYear } from './national-year.ts'
import { holidayText } from './testing/holiday-text.ts'
import { now, type OpenNation, openNation } from './testing/open-nation.ts'

/** 勤労感謝の日 is gone, and a Tuesday in December is a day off. */
const CHANGED = holidayText(2026, 2027, { without: ['2026-11-23'], more: ['2026/12/8,試験の日'] })

let nation: OpenNation
beforeAll(async () => {
  nation = await openNation()
})
afterAll(() => nation?.close())

const stage = (text: string, at = now) =>
  stageHolidays(nation.operators, nation.operatorId, { name: 'syukujitsu.csv', bytes: Buffer.from(text) }, at)
async function staged(text: string) {
  const outcome = await stage(text)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value.importId
}
const look = (id: string) => holidayImport(nation.operators, nation.operatorId, id, now)
const approve = async (id: string, seen?: string) =>
  approveHolidays(
    nation.operators,
    nation.operatorId,
    { importId: id, seen: seen ?? (await look(id))?.plan?.seen ?? '' },
    now,
  )

describe(`国民の祝日の取込み ${req('2.A.2')}`, () => {
  it('before any import, the published calendar serves both municipalities', async () => {
    expect(await nation.openOn('ageo', '2026-11-23')).toBe(0)
    expect(await nation.openOn('minase', '2026-12-08')).toBeGreaterThan(10)
    const { national } = await nation.settings.of(nation.idOf('ageo'))
    expect(national).toMatchObject({ provisionalFrom: 2028, lastEnd: '20:00', stops: [] })
    expect(await nationalYear(nation.operators, nation.operatorId, 2026)).toMatchObject({
      source: 'published',
      provisional: false,
    })
  })

  it('an upload changes nothing by itself; it shows what it would change, and whom it meets', async () => {
    const venueId = await nation.venueOf('ageo')
    await factories.reservations(nation.owner, nation.idOf('ageo'), {
      ...{ state: 'confirmed', startsAt: new Date('2026-12-08T10:00:00+09:00'), venueId },
    })
    const id = await staged(CHANGED)
    const view = await look(id)
    expect(view?.plan?.diff).toMatchObject({
      from: 2026,
      until: 2027,
      newYears: [2026, 2027],
      added: [{ day: '2026-12-08', name: '試験の日' }],
      removed: [{ day: '2026-11-23', name: '勤労感謝の日' }],
      renamed: [],
    })
    expect(view?.plan?.met).toEqual([
      { day: '2026-12-08', name: '試験の日', tenants: [{ tenant: '上尾市', reservations: 1 }] },
    ])
    expect(view).toMatchObject({ uploadedBy: '運用 花子', approvedAt: null, problems: [] })
    expect(await nation.messages()).toEqual([])
    expect((await nationalYear(nation.operators, nation.operatorId, 2026)).waiting?.id).toBe(id)
  })

  it('an approval of something else than was seen is refused, and changes nothing', async () => {
    expect(await approve(await staged(CHANGED), 'another plan')).toEqual({ ok: false, reason: 'has-changed' })
    expect(await nation.messages()).toEqual([])
    expect((await nationalYear(nation.operators, nation.operatorId, 2026)).source).toBe('published')
  })

  it('approved, it is in force in every program, and each municipality’s slots are asked for', async () => {
    const before = (await nation.settings.of(nation.idOf('minase'))).national
    expect(before.holidays.has('2026-12-08' as never)).toBe(false)
    expect(await approve(await staged(CHANGED))).toMatchObject({ ok: true })
    expect(await nation.messages()).toEqual(['slots.generate ageo', 'slots.generate minase'])
    await vi.waitFor(async () => {
      const { national } = await nation.settings.of(nation.idOf('minase'))
      expect(national.holidays.has('2026-12-08' as never)).toBe(true)
      expect(national.holidays.has('2026-11-23' as never)).toBe(false)
    }, 10_000)

    await nation.generateAll()
    for (const slug of ['ageo', 'minase']) {
      expect(await nation.openOn(slug, '2026-11-23'), slug).toBeGreaterThan(10)
      expect(await nation.openOn(slug, '2026-12-08'), slug).toBe(0)
      expect(await nation.openOn(slug, '2026-12-09'), slug).toBeGreaterThan(10)
    }
    const year = await nationalYear(nation.operators, nation.operatorId, 2026)
    expect(year).toMatchObject({ source: 'imported', provisional: false, provisionalFrom: 2028 })
    expect(year.waiting).toBeUndefined()
    expect(await nationalYear(nation.operators, nation.operatorId, 2028)).toMatchObject({
      source: 'published',
      provisional: true,
    })
  })

  it('the same file twice changes nothing', async () => {
    expect(await stage(CHANGED)).toEqual({ ok: false, reason: 'nothing-changes' })
    const [{ id } = { id: '' }] = await nation.owner<{ id: string }[]>`
      select id from app.holiday_imports where approved_at is not null`
    expect(await approve(id, 'x')).toEqual({ ok: false, reason: 'already-approved' })
    expect(await nation.messages()).toEqual([])
  })

  it('a file with a line that cannot be read is kept, and cannot be approved', async () => {
    const id = await staged(`${holidayText(2026, 2027)}2026/13/1,試験の日\r\n`)
    const view = await look(id)
    expect(view?.problems).toMatchObject([{ problem: 'no-such-date' }])
    expect(await approve(id)).toEqual({ ok: false, reason: 'has-bad-lines' })
    expect(await approve('018f0000-0000-7000-8000-00000000abcd', 'x')).toMatchObject({ reason: 'not-found' })
  })

  it('a year that the new file lacks is left alone, and the days of past years too', async () => {
    expect(await approve(await staged(holidayText(2020, 2026)))).toMatchObject({ ok: true })
    const [first] = await nation.owner<{ day: string; count: number }[]>`
      select min(day)::text as day, count(*)::int as count from app.national_holidays`
    expect(first).toEqual({ day: '2026-01-01', count: 18 + 17 })
    await nation.generateAll()
    expect(await nation.openOn('ageo', '2026-11-23')).toBe(0)
  })
})
