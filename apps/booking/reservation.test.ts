import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { booked } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'
import { headingOf, summaryOf } from './testing/read-page.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
beforeEach(() => {
  site.clock.now = NOW
})
afterAll(() => site?.close())

describe(`a reservation ${req('1.F.9')}`, () => {
  it('is its owner’s alone', async () => {
    const owner = site.visitor()
    const id = await booked(owner, 8)
    const stranger = site.visitor()
    await booked(stranger, 9)
    expect((await owner.get(`/my/${id}`)).status).toBe(200)
    for (const path of [`/my/${id}`, `/done/${id}`, `/my/${id}/cancel`, `/done/${id}/reservation.ics`])
      expect((await stranger.get(path)).status, path).toBe(404)
  })

  it('of somebody else can be looked for beside one’s own, and a wrong number is said', async () => {
    const visitor = site.visitor()
    const id = await booked(visitor, 13)
    expect((await visitor.get('/my')).location).toBe(`/my/${id}`)
    const answer = await visitor.identify({ number: '1', birthDate: '1985-11-03' }, '/my?find=')
    expect(summaryOf(answer)).not.toBe('')
  })

  it('is cancelled by a POST and by nothing else, and its place is free again', async () => {
    const visitor = site.visitor()
    const id = await booked(visitor, 10)
    const stateOf = async () =>
      (
        await site.owner`select state from app.reservations where id = ${id} and tenant_id = ${site.tenantId('ageo')}`
      )[0]?.state
    for (const path of [`/my/${id}/cancel`, `/my/${id}?said=cancelled`]) await visitor.get(path)
    expect(await stateOf()).toBe('confirmed')
    await visitor.get(`/my/${id}/cancel`)
    expect((await visitor.send(`/my/${id}/cancel`)).location).toBe(`/my/${id}?said=cancelled`)
    expect(await stateOf()).toBe('cancelled')
    expect(headingOf(await visitor.get(`/my/${id}`))).toBe('予約を取り消しました')
  })

  it('keeps its place when the one it was to move to has gone', async () => {
    const visitor = site.visitor()
    const id = await booked(visitor, 11)
    const { html } = await visitor.get(`/availability?procedure=P09&venue=city-hall&change=${id}`)
    const slot = [...html.matchAll(/slot=([0-9a-f-]{36})/g)].at(-1)?.[1] ?? ''
    await visitor.get(`/my/${id}/change?slot=${slot}`)
    await site.owner`update app.slots set taken_web = limit_web where tenant_id = ${site.tenantId('ageo')} and id = ${slot}`
    const answer = await visitor.send(`/my/${id}/change?slot=${slot}`)
    expect(answer.status).toBe(409)
    expect(answer.html).toContain('いまの予約はそのまま残っています')
    expect((await visitor.get(`/my/${id}`)).html).toContain('予約の内容')
  })

  it('is not moved to a venue that does not offer its procedure', async () => {
    const visitor = site.visitor()
    const id = await booked(visitor, 14)
    const tenantId = site.tenantId('ageo')
    const [elsewhere] = await site.owner<{ id: string }[]>`
      select s.id from app.slots s
      join app.slots mine on mine.tenant_id = s.tenant_id and mine.lane_id = s.lane_id and mine.venue_id <> s.venue_id
      join app.reservation_slots h on h.tenant_id = mine.tenant_id and h.slot_id = mine.id
      where s.tenant_id = ${tenantId} and h.reservation_id = ${id} and s.state = 'open' and s.limit_web > 0
      and s.starts_at > ${new Date(NOW.getTime() + 3 * 24 * 60 * 60_000)} order by s.starts_at limit 1`
    const path = `/my/${id}/change?slot=${elsewhere?.id}`
    expect(headingOf(await visitor.get(path))).toBe('変更内容の確認') // as long as the venue offers it

    await site.owner`
      update app.venues v set details = v.details || '{"procedures": ["P11"]}'
      from app.slots s where s.tenant_id = v.tenant_id and s.venue_id = v.id and s.id = ${elsewhere?.id ?? ''}`
    await site.owner`select pg_notify('tenants_changed', '')`
    await expect.poll(async () => (await visitor.get(path)).location).toContain('/availability?')
    expect((await visitor.send(`/my/${id}/change`)).location).toContain('/availability?')
    const [still] = await site.owner`
      select v.code, r.version from app.reservations r join app.venues v on v.tenant_id = r.tenant_id and v.id = r.venue_id
      where r.tenant_id = ${tenantId} and r.id = ${id}`
    expect(still).toEqual({ code: 'city-hall', version: 1 })
  })

  it('that the office moved says so first, from when and where, and why, until the visit or another choice', async () => {
    const visitor = site.visitor('ageo.localhost', 'en')
    const id = await booked(visitor, 7)
    const tenantId = site.tenantId('ageo')
    const [it] = await site.owner<[{ subjectId: string; venueId: string; startsAt: Date }]>`
      update app.reservations set version = 2, changed_at = ${NOW} where id = ${id} and tenant_id = ${tenantId}
      returning subject_id, venue_id, starts_at`
    await factories.reservationChanges(site.owner, tenantId, {
      ...{ reservationId: id, subjectId: it.subjectId, madeBy: 'office', occurredAt: NOW },
      ...{ fromVenueId: it.venueId, toVenueId: it.venueId, toStartsAt: it.startsAt },
      ...{ fromStartsAt: new Date('2026-11-25T09:00:00+09:00') },
      reason: { ja: '設備の点検', en: 'Maintenance' },
    })
    const { html } = await visitor.get(`/my/${id}`)
    const notice = /<section class="notice[\s\S]*?<\/section>/.exec(html)?.[0] ?? ''
    expect(notice).toContain('Ageo City has moved your reservation to another time')
    expect(notice).toMatch(/Before: [^<]*25 November[^<]*9:00[^<]*Ageo City Hall/)
    expect(notice).toContain('Reason: Maintenance')
    expect(html.indexOf('Reason: Maintenance')).toBeLessThan(html.indexOf('big-number'))
    await site.owner`update app.reservations set state = 'done' where id = ${id} and tenant_id = ${tenantId}`
    expect((await visitor.get(`/my/${id}`)).html).not.toContain('Maintenance')
  })

  it('says once that the municipality has still to confirm the venue', async () => {
    const visitor = site.visitor()
    const id = await booked(visitor, 15)
    for (const path of [`/done/${id}`, `/my/${id}`])
      expect((await visitor.get(path)).html.match(/確認中/g), path).toHaveLength(1)
  })

  it('comes as a calendar file that its next version replaces', async () => {
    const visitor = site.visitor('ageo.localhost', 'en')
    const id = await booked(visitor, 12)
    const { html, headers } = await visitor.get(`/done/${id}/reservation.ics`)
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(html).toMatch(/UID:[0-9a-f-]{36}@ageo/)
    expect(html).toContain('STATUS:CONFIRMED')
    expect(html).toMatch(/DTSTART:202611\d\dT\d{6}Z/)
  })
})

describe('all of this', () => {
  it('left no defect in the log', () => {
    expect(site.log).toEqual([])
  })
})
