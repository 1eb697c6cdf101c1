import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let first: Desk
let second: Desk
let lane: string
beforeAll(async () => {
  office = await openOffice()
  first = await office.desk('ageo')
  second = await office.desk('ageo', ['contractor'])
  const [row] = await office.owner<[{ id: string }]>`
    select id from app.lanes where tenant_id = ${first.tenantId} and code = 'certificate'`
  lane = row.id
})
afterAll(() => office?.close())

const says = async (desk: Desk, path: string) => (await desk.get(path)).text.replace(/<!-- -->/g, '')
/** The number in an answer that leads on to the page. */
const labelIn = (location: string) => new URL(location, 'http://office').searchParams.get('label')
const press = (desk: Desk, form: Record<string, string>) => desk.post('/queue', form)
const take = async () => labelIn((await press(first, { act: 'take', lane })).location) ?? ''

describe('the page of numbers', () => {
  it(`gives a number out, calls it, serves it and ends it ${req('2.G.2')}`, async () => {
    const label = await take()
    expect(label).toMatch(/^C\d{3}$/)
    expect(await says(first, '/queue?counter=3')).toContain(label)
    const called = await press(first, { act: 'next', counter: '３番', lane })
    expect(called.location).toBe(`/queue?counter=3&done=call&label=${label}`)
    expect(await says(first, called.location)).toContain(`${label} を3番窓口に呼びました`)
    const [row] = await office.owner<[{ id: string }]>`
      select id from app.tickets where tenant_id = ${first.tenantId} and label = ${label}`
    for (const act of ['start', 'finish'])
      expect((await press(first, { act, counter: '3', ticketId: row.id })).status).toBe(303)
    const [{ state }] = await office.owner<[{ state: string }]>`
      select state from app.tickets where tenant_id = ${first.tenantId} and id = ${row.id}`
    expect(state).toBe('done')
  })

  it('knows the counter at which an officer called last', async () => {
    expect(await says(first, '/queue')).toContain('value="3"')
  })

  it('names nobody, and leads to the visit of whoever has booked', async () => {
    const { owner } = office
    const [venue] = await owner<[{ id: string }]>`
      select id from app.venues where tenant_id = ${first.tenantId} and active order by position limit 1`
    const { id } = await factories.reservations(owner, first.tenantId, { venueId: venue.id, laneId: lane })
    await factories.reservationPeople(owner, first.tenantId, { reservationId: id, name: '試験 三郎' })
    expect((await first.post(`/reservations/${id}`, { act: 'check_in' })).status).toBe(303)
    expect(await says(first, `/reservations/${id}`)).toMatch(
      /番号札 C\d{3}.*http:\/\/ageo\.localhost:8080\/queue\//s,
    )
    const page = await says(first, '/queue')
    expect(page).toContain(`/reservations/${id}`)
    expect(page).not.toContain('三郎')
    const called = await press(first, { act: 'next', counter: '3', lane })
    const [row] = await owner<[{ id: string; reservationId: string }]>`
      select id, reservation_id from app.tickets where tenant_id = ${first.tenantId} and label = ${labelIn(called.location)}`
    expect(row.reservationId).toBe(id)
    expect(await says(first, `/reservations/${id}`)).toContain('番号の呼出')
    const started = await press(first, { act: 'start', counter: '3', ticketId: row.id })
    expect(started.location).toBe(`/reservations/${id}?done=start`)
  })

  it('tells the second of two officers that nobody waits any more', async () => {
    await take()
    expect((await press(second, { act: 'next', counter: '4', lane })).status).toBe(303)
    const late = await press(first, { act: 'next', counter: '3', lane })
    expect(late.status).toBe(409)
    expect(late.text).toContain('お待ちの方はいません。')
  })

  it('is for whoever receives people', async () => {
    const auditor = await office.desk('ageo', ['auditor'])
    expect((await press(auditor, { act: 'take', lane })).status).toBe(409)
    expect(await says(auditor, '/')).not.toContain('href="/queue"')
  })
})
