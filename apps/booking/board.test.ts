import { hash } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { CHANGED } from '@madoguchi/db'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSite, type Site } from './testing/open-site.ts'

const ten = new Date('2026-11-24T10:00:00+09:00')
const key = 'a-key-of-22-letters-AA'
let site: Site
let place: { venueId: string; laneId: string }
beforeAll(async () => {
  site = await openSite(ten)
  const [row] = await site.owner<[{ venueId: string; laneId: string }]>`
    select v.id as venue_id, l.id as lane_id from app.venues v join app.lanes l on l.tenant_id = v.tenant_id
    where v.tenant_id = ${site.tenantId('ageo')} and v.code = 'city-hall' and l.code = 'pickup'`
  place = row
  const device = { venueId: place.venueId, keyHash: hash('sha256', key, 'buffer') }
  await factories.devices(site.owner, site.tenantId('ageo'), device)
})
afterAll(() => site?.close())

const ticket = (label: string, over: object = {}) =>
  factories.tickets(site.owner, site.tenantId('ageo'), {
    ...place,
    label,
    day: '2026-11-24',
    issuedAt: ten,
    ...over,
  })

describe('the board of a venue', () => {
  it(`shows who is called where and how many wait, by numbers alone, and comes again without a script ${req('2.G.3')}`, async () => {
    await ticket('A001', { state: 'called', counter: '3', calledAt: ten })
    await ticket('A002')
    await ticket('A003')
    const page = await site.visitor().get(`/board/${key}`)
    expect(page.status).toBe(200)
    expect(page.html).toMatch(/A001.*3番窓口/s)
    expect(page.html).not.toContain('A002')
    expect(page.html).toContain('2人')
    expect(page.html).toContain('待ち時間はまだわかりません')
    expect(page.html).toContain(
      `<noscript><meta http-equiv="refresh" content="10;url=/board/${key}"/></noscript>`,
    )
    expect(page.html).toContain('data-live="/live/city-hall"')
  })

  it('is nobody’s without its key, and none of another municipality’s', async () => {
    expect((await site.visitor().get('/board/an-other-22-letters-AA')).status).toBe(404)
    expect((await site.visitor('minase.localhost').get(`/board/${key}`)).status).toBe(404)
  })
})

describe('an open page', () => {
  it(`is told of a call, and that nothing has happened ${req('2.G.3')}`, async () => {
    const socket = { remoteAddress: '203.0.113.7', remotePort: 1, remoteFamily: 'IPv4' }
    const asked = new Request('http://ageo.localhost/live/city-hall', { headers: { host: 'ageo.localhost' } })
    const answer = await site.app.fetch(asked, { incoming: { socket } } as never)
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader.read()).value).toBe('retry: 3000\nevent: beat\ndata:\n\n')
    await ticket('A009', { state: 'called', counter: '5', calledAt: ten })
    const told = { tenantId: site.tenantId('ageo'), topics: ['queue.changed'] }
    await site.owner`select pg_notify(${CHANGED}, ${JSON.stringify(told)})`
    expect((await reader.read()).value).toBe('data: changed\n\n')
    await reader.cancel()
    expect((await site.visitor().get('/live/nowhere')).status).toBe(404)
  })
})
