import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { atTheCheck, atTheContact, person } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'
import { headingOf, slotIn, summaryOf } from './testing/read-page.ts'
import { solved } from './testing/solved.ts'
import type { Answer, Visitor } from './testing/visitor.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
beforeEach(() => {
  site.clock.now = NOW
})
afterAll(() => site?.close())

/** The session that an answer gives. */
const sessionOf = ({ headers }: Answer) =>
  headers
    .getSetCookie()
    .findLast((it) => it.startsWith('resident='))
    ?.replace(/^resident=|;.*$/g, '') ?? ''

describe(`a booking ${req('1.F.8')}`, () => {
  it('is made once, however often its form is sent', async () => {
    const visitor = site.visitor()
    await atTheCheck(visitor)
    const answers = await Promise.all([1, 2, 3].map(() => visitor.send('/book')))
    expect(new Set(answers.map((it) => `${it.status} ${it.location}`)).size).toBe(1)
    expect(headingOf(await visitor.get(answers[0]?.location ?? ''))).toBe('予約を受け付けました')
    expect(visitor.jar.has('draft')).toBe(false)
  })

  it.each([1, 20])(
    'is made once by a double tap without any session, of %i places, and each tap may see it',
    async (places) => {
      const visitor = site.visitor()
      const { slot } = await atTheCheck(visitor, 'P09', places === 1 ? 5 : 9) // a calendar is at most a second old
      await site.owner`
        update app.slots set capacity = taken_web + ${places}, limit_web = taken_web + ${places} where id = ${slot}`
      site.clock.now = new Date(NOW.getTime() + 21 * 60_000)
      const over = visitor.jar.get('resident') ?? ''
      const taps = await Promise.all([1, 2, 3, 4].map(() => visitor.send('/book')))
      visitor.jar.set('resident', over)
      taps.push(await visitor.send('/book'))
      expect(new Set(taps.map((it) => `${it.status} ${it.location}`)).size).toBe(1)
      expect(taps[0]?.location).toMatch(/^\/done\//)
      for (const tap of taps) {
        visitor.jar.set('resident', sessionOf(tap))
        expect((await visitor.get(tap.location)).status).toBe(200)
      }
      const [held] =
        await site.owner`select count(*)::int as n from app.reservation_slots where slot_id = ${slot}`
      expect(held?.n).toBe(1)
    },
  )

  it('is not shown to somebody who sends its form with another birth date', async () => {
    const visitor = site.visitor()
    await atTheCheck(visitor, 'P09', 7)
    site.clock.now = new Date(NOW.getTime() + 21 * 60_000)
    const over = visitor.jar.get('resident') ?? ''
    expect((await visitor.send('/book')).status).toBe(303)
    visitor.jar.set('resident', over)
    const stranger = await visitor.send('/book', { 'birth-day': '4' })
    expect(stranger.status).toBe(409)
    expect(summaryOf(stranger)).toContain('この画面はすでに使われています')
  })

  it('that comes too late is answered with the next best times, and all that was typed goes on', async () => {
    const visitor = site.visitor()
    const { slot } = await atTheCheck(visitor, 'P09', 4, { ...person, mail: 'jiro@example.jp' })
    await site.owner`update app.slots set taken_web = limit_web where tenant_id = ${site.tenantId('ageo')} and id = ${slot}`
    site.clock.now = new Date(NOW.getTime() + 19 * 60_000)
    const answer = await visitor.send('/book')
    expect(answer.status).toBe(409)
    expect(summaryOf(answer)).toContain('この時間は満員になりました')
    const other = /href="(\/book\/check\?procedure=P09&amp;slot=[0-9a-f-]{36})"/.exec(answer.html)?.[1] ?? ''
    expect(other).not.toContain(slot)
    site.clock.now = new Date(NOW.getTime() + 25 * 60_000)
    const check = await visitor.get(other.replace('&amp;', '&'))
    expect(check.html).toContain('jiro@example.jp')
    expect((await visitor.send('/book')).location).toMatch(/^\/done\//)
  })

  it('of a card needs the letter; the choice is kept on the way to it', async () => {
    const visitor = site.visitor()
    const slot = slotIn(await visitor.get('/availability?procedure=P01&venue=city-hall'))
    const answer = await visitor.get(`/book?procedure=P01&slot=${slot}`)
    expect(answer.location).toBe(`/letter?next=${encodeURIComponent(`/book?procedure=P01&slot=${slot}`)}`)
    const letter = await site.letter('ageo', 'TEST0000009Y')
    const onward = await visitor.identify(letter, answer.location)
    expect(onward.location).toBe(`/book?procedure=P01&slot=${slot}`)
  })

  it('whose session is over loses nothing, with a letter or without', async () => {
    const stranger = site.visitor()
    await atTheCheck(stranger, 'P09', 6)
    const letter = await site.letter('ageo', 'TEST000000AW')
    const [owner, slow] = [site.visitor(), site.visitor()]
    for (const it of [owner, slow]) await it.identify(letter)
    const { slot } = await atTheCheck(owner, 'P01', 3, { mail: 'hanako@example.jp' })
    await atTheContact(slow, 'P01', 3)

    site.clock.now = new Date(NOW.getTime() + 21 * 60_000)
    expect((await stranger.send('/book')).location).toMatch(/^\/done\//)
    const check = `/book/check?procedure=P01&slot=${slot}`
    const tooLate = [
      await owner.send('/book'),
      await slow.get((await slow.send('/book/check', { mail: 'hanako@example.jp' })).location),
    ]
    for (const [n, over] of tooLate.entries()) {
      const visitor = [owner, slow][n] as Visitor
      expect(over.location).toBe(`/session-over?door=letter&next=${encodeURIComponent(check)}`)
      expect(headingOf(await visitor.get(over.location))).toBe('時間がたったため、画面を終了しました')
      const back = await visitor.identify(letter, `/letter?next=${encodeURIComponent(check)}`)
      expect(back.location).toBe(check)
      expect((await visitor.get(check)).html).toContain('hanako@example.jp')
    }
  })

  it('with a field that was tampered with is not made', async () => {
    const visitor = site.visitor()
    await atTheCheck(visitor, 'P09', 8)
    const answer = await visitor.send('/book', { kana: '', telephone: '12' })
    expect(answer.status).toBe(422)
    expect(summaryOf(answer)).toMatch(/お名前（ふりがな）を入力してください.*電話番号は市外局番から/)
    expect((await visitor.send('/book', { slot: 'x' })).status).toBe(303)
  })
})

describe('a slot of the same counter at a venue that does not have the procedure', () => {
  it('is not booked by putting it into the form', async () => {
    const visitor = site.visitor('minase.localhost')
    const { page } = await atTheContact(visitor, 'P06', 0, 'town-hall')
    const [minato] = await site.owner<[{ id: string }]>`
      select s.id from app.slots s join app.venues v on v.tenant_id = s.tenant_id and v.id = s.venue_id
      where v.code = 'minato' and s.tenant_id = ${site.tenantId('minase')}
        and s.starts_at > ${NOW}::timestamptz + interval '3 days'
      order by s.starts_at limit 1`
    const { location } = await visitor.send('/book/check', { ...person, ...(await solved(page)) })
    await visitor.get(location)
    const before = await site.owner`select id from app.reservations`
    const refused = await visitor.send('/book', { slot: minato.id })
    expect(refused.status).toBe(409)
    expect(await site.owner`select id from app.reservations`).toHaveLength(before.length)
  })
})

describe('all of this', () => {
  it('left no defect in the log', () => {
    expect(site.log).toEqual([])
  })
})
