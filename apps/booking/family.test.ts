import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { atTheCheck, booked } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'
import { summaryOf } from './testing/read-page.ts'
import { birth, type Visitor } from './testing/visitor.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
beforeEach(() => {
  site.clock.now = NOW
})
afterAll(() => site?.close())

const stands = async (id: string) =>
  (
    await site.owner<{ said: string; comer: string }[]>`
      select array_to_string(procedure_code || more_procedures, '+') as said, comer from app.reservation_people
      where reservation_id = ${id} order by position`
  ).map((it) => `${it.said} ${it.comer}`)
const places = async (id: string) =>
  (
    await site.owner<[{ n: number }]>`
      select sum(places)::int as n from app.reservation_slots where reservation_id = ${id} and freed_at is null`
  )[0].n
/** Adds somebody without a letter; answers where it leads. */
async function add(visitor: Visitor, id: string, procedure: string, born = '2015-04-01') {
  const path = `/my/${id}/add/person?procedure=${procedure}`
  await visitor.get(path)
  return (await visitor.send(path, { kana: 'しけん こども', ...birth(born) })).location
}

describe(`the family in one reservation ${req('2.C.2')}`, () => {
  it('is added one by one after booking, each with their own list, and may leave again', async () => {
    const visitor = site.visitor()
    const id = await booked(visitor, 3)
    expect((await visitor.get(`/done/${id}`)).html).toContain('ご家族の分を加える')
    const question = await visitor.get(`/my/${id}/add`)
    expect(question.html).toContain('どなたの分を加えますか')

    // A child: who brings them is asked once, the parent being the answer that is given already.
    const who = await add(visitor, id, 'P11')
    expect(who).toMatch(new RegExp(`^/my/${id}/who\\?person=`))
    expect((await visitor.get(who)).html).toContain('2人目の方の分についてうかがいます')
    const said = await visitor.send(who, { comer: 'with-guardian', 'on-record': 'yes' })
    expect(said.location).toBe(`/my/${id}?said=who`)
    expect(await stands(id)).toEqual(['P09 self', 'P11 with-guardian'])
    expect(await places(id)).toBe(2)

    const page = await visitor.get(`/my/${id}`)
    for (const it of ['来る方と手続き', 'シケン コドモ', '2人目 シケン コドモの持ち物'])
      expect(page.html).toContain(it)
    expect((await visitor.get(`/done/${id}/reservation.ics`)).html.replace(/\r\n /g, '')).toContain(
      '2人目の持ち物',
    )
    const theirs = /\/my\/[^"]*\/people\/[0-9a-f-]{36}/g
    const [first, second] = [...page.html.matchAll(theirs)].map(([path]) => path)
    expect((await visitor.get(first ?? '')).html).toContain('最初の方の分だけを取り消すことはできません')
    await visitor.get(second ?? '')
    const left = await visitor.send(second ?? '', { act: 'leave' })
    expect(left.location).toBe(`/my/${id}?said=people`)
    expect((await visitor.get(left.location)).html).toContain('一緒に来る方、または手続きを変更しました')
    expect(await stands(id)).toEqual(['P09 self'])
    expect(await places(id)).toBe(1)
  })

  it('says what is wrong with what was typed, and that a time has no room for all, with another way', async () => {
    const visitor = site.visitor()
    const id = await booked(visitor, 6)
    const path = `/my/${id}/add/person?procedure=P09`
    await visitor.get(path)
    await visitor.send(path, { kana: '' })
    expect(summaryOf(await visitor.get(path))).toContain('ふりがな')
    await site.owner`
      update app.slots s set limit_web = s.taken_web from app.reservation_slots h
      where h.tenant_id = s.tenant_id and h.slot_id = s.id and h.reservation_id = ${id}`
    expect(await add(visitor, id, 'P09')).toBe(`/my/${id}/add`)
    const refused = await visitor.get(`/my/${id}/add`)
    expect(summaryOf(refused)).toContain('全員分の空きがありません')
    const elsewhen = /href="(\/availability[^"]*people=2[^"]*)"/.exec(refused.html)?.[1] ?? ''
    expect((await visitor.get(elsewhen.replaceAll('&amp;', '&'))).status).toBe(200)
    expect(await stands(id)).toEqual(['P09 self'])
  })

  it('has a card of each letter that was shown in this session, and of no other', async () => {
    const mother = await site.letter('ageo', 'TEST00000064')
    const child = await site.letter('ageo', 'TEST00000072')
    const visitor = site.visitor()
    await visitor.identify(mother)
    await atTheCheck(visitor, 'P01', 2)
    const id = (await visitor.send('/book')).location.replace('/done/', '')
    const path = `/my/${id}/add/letter`
    await visitor.get(path)
    await visitor.send(path, { number: child.number, ...birth('1999-01-01') })
    expect(summaryOf(await visitor.get(path))).toContain('番号')
    expect(await stands(id)).toEqual(['P01 self'])
    await visitor.send(path, { number: child.number, ...birth(child.birthDate) })
    expect(await stands(id)).toHaveLength(2)
    expect(await places(id)).toBe(2)
    const { html } = await visitor.get(`/my/${id}`)
    expect(html).toContain('生まれの方')
    // Somebody else's session sees nothing of it, and the child's birth date does not open it.
    const other = site.visitor()
    await other.identify(child)
    expect((await other.get(`/my/${id}`)).status).toBe(404)
    await visitor.get(path)
    await visitor.send(path, { number: child.number, ...birth(child.birthDate) })
    expect(summaryOf(await visitor.get(`/my/${id}/add`))).toContain('すでに予約されています')

    // Once it is over she books again, whoever came along.
    await add(visitor, id, 'P11')
    await visitor.get(`/my/${id}/cancel`)
    await visitor.send(`/my/${id}/cancel`)
    await atTheCheck(visitor, 'P01', 2)
    expect((await visitor.send('/book')).location).toContain('/done/')
  })
})
