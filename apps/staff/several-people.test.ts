import { req } from '@madoguchi/config/req.ts'
import { generateSlots } from '@madoguchi/core/availability'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
let cards: string[]

beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo', ['officer'])
  await generateSlots(office.open('web_api'), desk.tenantId, new Date())
  const [venue] = await office.owner<[{ id: string }]>`
    select id from app.venues where tenant_id = ${desk.tenantId} and code = 'city-hall'`
  cards = []
  for (const name of ['家族 母', '家族 子']) {
    const { id } = await factories.cards(office.owner, desk.tenantId, { state: 'stored', venueId: venue.id })
    const over = { cardId: id, name, nameKey: name.replace(' ', '') }
    await factories.cardPeople(office.owner, desk.tenantId, over)
    cards.push(id)
  }
})
afterAll(() => office?.close())

const links = (text: string, part: string) =>
  [...text.matchAll(/href="([^"]+)"/g)]
    .map(([, href = '']) => href.replaceAll('&amp;', '&'))
    .filter((it) => it.includes(part))
const words = (text: string) => text.replace(/<script[\s\S]*?<\/script>|<[^>]+>|<!--.*?-->/g, ' ')
const requestIn = (text: string) => /name="requestId" value="([^"]+)"/.exec(text)?.[1] ?? ''
const personIn = (text: string, nth: number) =>
  [...text.matchAll(/name="person" value="([^"]+)"/g)][nth]?.[1] ?? ''

/** The mother's reservation, at the first time of a day to come: there is room for two, and room after it. */
async function booked(by: Desk = desk) {
  const slots = await office.owner<{ id: string; day: string }[]>`
    select s.id, to_char(s.starts_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as day
    from app.slots s join app.venues v on v.tenant_id = s.tenant_id and v.id = s.venue_id
    where s.tenant_id = ${desk.tenantId} and v.code = 'city-hall' and s.starts_at > now() + interval '2 days'
    order by s.starts_at`
  const day = slots.find((it) => it.day > (slots[0]?.day ?? ''))?.day // the next whole day
  const several = links((await by.get(`/telephone?card=${cards[0]}`)).text, 'people=2')[0] ?? ''
  const free = links((await by.get(`${several}&venue=city-hall&day=${day}`)).text, 'slot=')
  const first = slots.filter((it) => it.day === day).flatMap(({ id }) => free.filter((it) => it.includes(id)))
  const href = first[0] ?? ''
  const form = { intent: 'book', requestId: requestIn((await by.get(href)).text), language: 'ja' }
  const { location } = await by.post(href, { ...form, telephone: '0480000001' })
  return { location, id: /reservation=([0-9a-f-]+)/.exec(location)?.[1] ?? '' }
}

describe(`several people on the telephone and at the counter ${req('2.F.2')} ${req('2.C.2')}`, () => {
  it('join the reservation, by their card or by a procedure, leave it, and are on every page of the office', async () => {
    const { location, id } = await booked()
    const add = links((await desk.get(location)).text, 'join=1')[0] ?? ''
    const found = await desk.post(add, { intent: 'find', q: '家族 子' })
    expect(found.location).toContain('join=1')
    expect(words((await desk.get(found.location)).text)).toContain('この方を予約に加える')
    const joined = await desk.post(found.location, { intent: 'join', 'also-P15': '1' })
    expect([joined.status, joined.location]).toEqual([303, expect.stringContaining('done=join')])

    const father = links((await desk.get(add)).text, 'procedure=P09')[0] ?? ''
    const wrong = await desk.post(father, { intent: 'join', kana: '' })
    expect([wrong.status, words(wrong.text).includes('カナを入力してください')]).toEqual([422, true])
    const birth = { 'birth-era': 'showa', 'birth-year': '55', 'birth-month': '4', 'birth-day': '1' }
    // The telephone's two places are taken: another's is taken with a reason, or not at all.
    const asked = { intent: 'join', kana: 'かぞく ちち', ...birth }
    const full = await desk.post(father, asked)
    expect([full.status, words(full.text).includes('枠は、なくなりました')]).toEqual([409, true])
    const last = await desk.post(father, { ...asked, reason: 'hardship' })
    const page = await desk.get(last.location)
    for (const it of ['家族 母', '家族 子', 'カゾク チチ', '家族 子さんの持ち物', 'ほか2名'])
      expect(words(page.text)).toContain(it)
    const visit = words((await desk.get(`/reservations/${id}`)).text)
    for (const it of ['ほか2名', '家族 子', 'カゾク チチ']) expect(visit).toContain(it)

    const [row] = await office.owner<[{ day: string }]>`
      select to_char(starts_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as day from app.reservations where id = ${id}`
    for (const list of [`/?date=${row.day}`, `/day-list?date=${row.day}`])
      for (const it of ['家族 母', '家族 子', 'カゾク チチ'])
        expect(words((await desk.get(list)).text), list).toContain(it)

    const left = await desk.post(location, { intent: 'leave', person: personIn(page.text, 2) })
    expect(left.location).toContain('done=leave')
    expect(words((await desk.get(left.location)).text)).not.toContain('カゾク チチ')
    const first = await desk.post(location, { intent: 'leave', person: personIn(page.text, 0) })
    expect([first.status, words(first.text).includes('最初の方は、予約から除けません')]).toEqual([409, true])
  })

  it('are handed their cards one by one, and one may stay', async () => {
    const { id } = (
      await office.owner<{ id: string }[]>`
      select id from app.reservations where tenant_id = ${desk.tenantId} order by booked_at desc limit 1`
    )[0] ?? { id: '' }
    const visit = `/reservations/${id}`
    await office.owner`update app.reservations set starts_at = now() + interval '5 minutes' where id = ${id}` // the day has come
    expect((await desk.post(visit, { act: 'check_in' })).status).toBe(303)
    expect((await desk.post(visit, { act: 'start' })).status).toBe(303)
    const page = await desk.get(`${visit}/hand-over`)
    for (const it of ['家族 母さんのカードを受け取る方', '家族 子さんのカードを受け取る方'])
      expect(words(page.text)).toContain(it)
    const [mother, child] = cards.map((it) => `card-${it}`) as [string, string]
    const each = { each: '1', [mother]: 'owner' }
    expect((await desk.post(`${visit}/hand-over`, each)).status).toBe(422)
    const some = { ...each, [child]: 'stays', leftReason: 'documents_missing' }
    expect((await desk.post(`${visit}/hand-over`, some)).status).toBe(303)
    const states = await office.owner<{ state: string }[]>`
      select state from app.cards where id = any (${cards}) order by state`
    expect(states.map((it) => it.state)).toEqual(['issued', 'suspended'])
    const [row] = await office.owner<[{ state: string }]>`select state from app.reservations where id = ${id}`
    expect(row.state).toBe('partly_done')
    expect((await desk.post(`${visit}/resume`, {})).status).toBe(303)
    expect((await desk.post(visit, { act: 'start' })).status).toBe(303)
    expect((await desk.post(`${visit}/hand-over`, { reason: 'legal_representative' })).status).toBe(303)
    const [done] = await office.owner<
      [{ state: string }]
    >`select state from app.reservations where id = ${id}`
    expect(done.state).toBe('done')
  })
})
