import { req } from '@madoguchi/config/req.ts'
import type { TicketId } from '@madoguchi/core/kernel'
import { ticketToken } from '@madoguchi/core/queue'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { booked } from './testing/on-the-way.ts'
import { openSite, PEPPER, type Site } from './testing/open-site.ts'

const ten = new Date('2026-11-24T10:00:00+09:00')
const ago = (minutes: number) => new Date(ten.getTime() - minutes * 60_000)
let site: Site
let place: { venueId: string; laneId: string }
let serial = 0
beforeAll(async () => {
  site = await openSite(ten)
  const [row] = await site.owner<[{ venueId: string; laneId: string }]>`
    select v.id as venue_id, l.id as lane_id from app.venues v join app.lanes l on l.tenant_id = v.tenant_id
    where v.tenant_id = ${site.tenantId('ageo')} and v.code = 'city-hall' and l.code = 'pickup'`
  place = row
})
afterAll(() => site?.close())

const ticket = async (over: object = {}) => {
  const label = `A${String(++serial).padStart(3, '0')}`
  const it = { ...place, label, day: '2026-11-24', issuedAt: ago(30 - serial), ...over }
  const { id } = await factories.tickets(site.owner, site.tenantId('ageo'), it)
  return {
    id: id as TicketId,
    label,
    path: `/queue/${ticketToken(PEPPER, site.tenantId('ageo'), id as TicketId)}`,
  }
}
/** Looks again when what the program remembers is old enough to be read anew. */
const look = (path: string, words: string, language = 'ja') =>
  expect
    .poll(async () => (await site.visitor('ageo.localhost', language).get(path)).html, {
      timeout: 15_000,
      interval: 300,
    })
    .toContain(words)

describe('one’s own place in the queue', () => {
  it(`says how many stand before it, and that it cannot say how long yet ${req('2.G.4')}`, async () => {
    await ticket()
    await ticket()
    const mine = await ticket()
    await look(mine.path, 'あなたの前に2人お待ちです')
    const { html } = await site.visitor().get(mine.path)
    expect(html).toContain('待ち時間は、まだお伝えできません')
    expect(html).toContain('data-live="/live/city-hall"')
    expect(html).toContain(`content="30;url=${mine.path}"`)
    expect((await site.visitor('ageo.localhost', 'en').get(mine.path)).html).toContain(
      '2 people are ahead of you',
    )
  })

  it(`gives a range once five have been served today, and where to go once it is called ${req('2.G.4')}`, async () => {
    for (let n = 0; n < 5; n++)
      await ticket({ state: 'done', counter: '1', calledAt: ago(30 - n), finishedAt: ago(20 - n) })
    const mine = await ticket()
    await look(mine.path, '待ち時間の見込み：30〜40分')
    await look('/congestion', '40〜50分')
    const called = await ticket({ state: 'called', counter: '7', calledAt: ten })
    await look(called.path, '7番窓口へお越しください')
    await look(called.path, 'Please go to counter 7', 'en')
  })

  it('of another day is not today’s, and an address that was made up opens nothing', async () => {
    const yesterday = await ticket({ day: '2026-11-20' })
    expect((await site.visitor().get(yesterday.path)).html).toContain('11月20日（金）のものです')
    const mine = await ticket()
    expect((await site.visitor('minase.localhost').get(mine.path)).status).toBe(404)
    expect((await site.visitor().get(`/queue/${'A'.repeat(38)}`)).status).toBe(404)
  })
})

describe('how busy it is', () => {
  it(`is anybody’s to see, for each venue, and is not measured while a venue is closed ${req('2.G.6')}`, async () => {
    const open = (await site.visitor().get('/congestion')).html
    expect(open).toContain('上尾市役所')
    expect(open).toMatch(/10時0分 現在|10時 現在/)
    expect((await site.visitor().get('/')).html).toContain('href="/congestion"')
    site.clock.now = new Date('2026-11-28T22:00:00+09:00')
    const html = (await site.visitor('minase.localhost').get('/congestion')).html
    expect(html).toContain('計測なし')
    expect(html).not.toContain('<table')
    site.clock.now = ten
  })
})

describe('a reservation that is checked in', () => {
  it(`shows its number and its place with it ${req('2.G.4')}`, async () => {
    const owner = site.visitor()
    const id = await booked(owner, 12)
    expect((await owner.get(`/my/${id}`)).html).not.toContain('窓口での順番')
    const mine = await ticket({ reservationId: id })
    await expect
      .poll(async () => (await owner.get(`/my/${id}`)).html, { timeout: 15_000 })
      .toContain(mine.label)
    const { html } = await owner.get(`/my/${id}`)
    expect(html).toContain('窓口での順番')
    expect(html).toContain(`href="${mine.path}"`)
  })
})
