import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { atTheCheck, person } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'
import { factsOf, headingOf, summaryOf } from './testing/read-page.ts'
import type { Visitor } from './testing/visitor.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
beforeEach(() => {
  site.clock.now = NOW
})
afterAll(() => site?.close())

async function bookedWith(visitor: Visitor, n: number, contact: Record<string, string>) {
  await atTheCheck(visitor, 'P09', n, { ...person, ...contact })
  return (await visitor.send('/book')).location.replace('/done/', '')
}
const rowOf = async (id: string) =>
  (await site.owner`select mail, telephone, language, version from app.reservations where id = ${id}`)[0]
const askedOf = async (id: string) =>
  (
    await site.owner`select topic from app.outbox where payload ->> 'reservationId' = ${id} order by topic`
  ).map((it) => it.topic)

describe(`the contact of a reservation ${req('1.F.9')}`, () => {
  it('lies open masked, and stands whole where it is corrected', async () => {
    const visitor = site.visitor()
    const id = await bookedWith(visitor, 0, { mail: 'hanako@exmaple.jp', telephone: '048-000-1234' })
    expect((await visitor.get(`/done/${id}`)).html).toContain('hanako@exmaple.jp')
    const page = await visitor.get(`/my/${id}`)
    expect(page.html).not.toMatch(/hanako@|0480001234/)
    expect(factsOf(page)).toMatchObject({ 電話番号: '…1234' })
    expect(factsOf(page).メールアドレス).toContain('ha…@exmaple.jp')
    expect((await visitor.get(`/my/${id}/contact`)).html).toMatch(
      /value="hanako@exmaple.jp"[\s\S]*value="0480001234"/,
    )
  })

  it('is corrected by its owner: both addresses are told, and what stands in the history is no contact', async () => {
    const visitor = site.visitor()
    const id = await bookedWith(visitor, 1, { mail: 'hanako@exmaple.jp' })
    await visitor.get(`/my/${id}/contact`)
    const typed = { mail: 'hanako@example.jp', telephone: '048-000-0000', language: 'en' }
    const answer = await visitor.send(`/my/${id}/contact`, typed)
    expect(answer).toMatchObject({ status: 303, location: `/my/${id}?said=contact` })
    expect(await rowOf(id)).toEqual({
      mail: 'hanako@example.jp',
      telephone: '0480000000',
      language: 'en',
      version: 1, // what the office decided about this reservation still stands
    })
    const { html } = await visitor.get(answer.location)
    expect(html.match(/連絡先を変更しました/g)).toHaveLength(2) // the notice, and the history
    expect(await askedOf(id)).toEqual([
      'reservation.booked',
      'reservation.contact_changed',
      'reservation.contact_left',
    ])
    const [trace] = await site.owner`
      select to_jsonb(c) - 'tenant_id' - 'id' - 'recorded_at' as trace from app.reservation_corrections c
      where reservation_id = ${id}`
    expect(JSON.stringify(trace)).not.toMatch(/@|0480000000/)
  })

  it('sent again as it was leaves no trace, and a telephone alone has no mail written', async () => {
    const visitor = site.visitor()
    const id = await bookedWith(visitor, 2, { mail: 'hanako@example.jp' })
    await visitor.get(`/my/${id}/contact`)
    const same = { mail: 'hanako@example.jp', telephone: '', language: 'ja' }
    await visitor.send(`/my/${id}/contact`, same)
    expect((await visitor.get(`/my/${id}?said=contact`)).html).not.toContain('連絡先を変更しました')
    await visitor.get(`/my/${id}/contact`)
    await visitor.send(`/my/${id}/contact`, { ...same, telephone: '048-000-0000' })
    expect(await rowOf(id)).toMatchObject({ telephone: '0480000000' })
    expect(await askedOf(id)).toEqual(['reservation.booked'])
  })

  it('with an error comes back with what was typed, in a page that is no answer to a form', async () => {
    const visitor = site.visitor()
    const id = await bookedWith(visitor, 3, { mail: 'hanako@example.jp' })
    await visitor.get(`/my/${id}/contact`)
    const answer = await visitor.send(`/my/${id}/contact`, { mail: 'hanako@', telephone: '048-000-1234' })
    expect(answer).toMatchObject({ status: 303, location: `/my/${id}/contact` })
    const again = await visitor.get(answer.location)
    expect(summaryOf(again)).toContain('メールアドレスの形になっていません')
    expect(again.html).toMatch(/value="hanako@"[\s\S]*value="048-000-1234"/)
    expect(await rowOf(id)).toMatchObject({ mail: 'hanako@example.jp', telephone: null })
    expect(summaryOf(await visitor.get(answer.location))).toBe('')
  })

  it('is nobody else’s, and is closed once the visit began', async () => {
    const owner = site.visitor()
    const id = await bookedWith(owner, 4, { mail: 'hanako@example.jp' })
    const stranger = site.visitor()
    await bookedWith(stranger, 5, {})
    for (const page of ['contact', 'who'])
      expect((await stranger.get(`/my/${id}/${page}`)).status, page).toBe(404)
    await owner.get(`/my/${id}/contact`)
    await site.owner`update app.reservations set starts_at = ${NOW} where id = ${id}`
    const late = await owner.send(`/my/${id}/contact`, { mail: 'other@example.jp' })
    expect(await rowOf(id)).toMatchObject({ mail: 'hanako@example.jp' })
    const { html } = await owner.get(late.location)
    expect(html).not.toContain('連絡先を変更しました')
    expect(html).toContain('お電話でご連絡ください')
    expect((await owner.get(`/my/${id}/contact`)).location).toBe(`/my/${id}`)
  })
})

describe(`who comes ${req('2.C.3')}`, () => {
  it('can be said anew until the start, and the list of what to bring follows', async () => {
    const visitor = site.visitor()
    const id = await bookedWith(visitor, 6, {})
    expect((await visitor.get(`/my/${id}`)).html).not.toContain('照会書兼回答書')
    expect(headingOf(await visitor.get(`/my/${id}/who`))).toBe('窓口に来る方')
    const answer = await visitor.send(`/my/${id}/who`, { comer: 'proxy' })
    expect(answer.location).toBe(`/my/${id}?said=who`)
    const { html } = await visitor.get(answer.location)
    expect(html).toContain('照会書兼回答書')
    expect(html.match(/窓口に来る方を変更しました/g)).toHaveLength(2)
    const calendar = await visitor.get(`/done/${id}/reservation.ics`)
    expect(calendar.html.replace(/\r\n[ \t]/g, '')).toContain('照会書兼回答書')
  })

  it('as nobody can come is refused with the reason, and what was said before stands', async () => {
    const visitor = site.visitor()
    const id = await bookedWith(visitor, 7, {})
    await site.owner`update app.reservation_people set birth_date = '2016-04-01', comer = 'with-guardian'
      where reservation_id = ${id}`
    await visitor.get(`/my/${id}/who`)
    const answer = await visitor.send(`/my/${id}/who`, { comer: 'self' })
    expect(answer.location).toBe(`/my/${id}/who`)
    expect(summaryOf(await visitor.get(answer.location))).toContain('15歳未満の方は、法定代理人')
    const [row] = await site.owner`select comer from app.reservation_people where reservation_id = ${id}`
    expect(row).toEqual({ comer: 'with-guardian' })
  })
})

describe('all of this', () => {
  it('left no defect in the log', () => {
    expect(site.log).toEqual([])
  })
})
