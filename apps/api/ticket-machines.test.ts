import { hash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { req } from '@madoguchi/config/req.ts'
import type { LaneId, StaffId, TenantId, VenueId } from '@madoguchi/core/kernel'
import { actOnTicket, callNext, openQueues, type Queues } from '@madoguchi/core/queue'
import { loadTenants, openTenantDirectory, openTenantSettings, readTenant } from '@madoguchi/core/tenancy'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { openLanguages } from '@madoguchi/i18n'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApi } from './app.ts'

// A Tuesday on which the office is open, later than any clock of this machine: what is recorded now is settled by then.
const ten = new Date('2031-06-10T10:00:00+09:00')
const [key, board] = ['a-key-of-22-letters-MM', 'a-key-of-22-letters-BB']
let test: TestDatabase
let api: ReturnType<typeof createApi>
let tenantId: TenantId
let venueId: VenueId
let laneId: LaneId
let clock = ten
const closing: { close: () => unknown }[] = []

beforeAll(async () => {
  test = await openTestDatabase()
  const read = await readTenant(`${import.meta.dirname}/../../tenants`, 'ageo')
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const [loaded] = await loadTenants(test.owner, [read.value], { now: new Date('2026-11-01T00:00:00+09:00') })
  if (!loaded || !('id' in loaded) || !loaded.id) throw new Error('上尾市 was not loaded')
  tenantId = loaded.id
  const [at] = await test.owner<[{ venueId: VenueId; laneId: LaneId }]>`
    select v.id as venue_id, l.id as lane_id from app.venues v join app.lanes l on l.tenant_id = v.tenant_id
    where v.tenant_id = ${tenantId} and v.code = 'city-hall' and l.code = 'certificate'`
  venueId = at.venueId
  laneId = at.laneId
  for (const [kind, its] of [
    ['machine', key],
    ['board', board],
  ] as const)
    await factories.devices(test.owner, tenantId, { venueId, kind, keyHash: hash('sha256', its, 'buffer') })
  const db = test.open('web_api')
  const directory = await openTenantDirectory(db, 'booking')
  const settings = await openTenantSettings(db, 'machine')
  const queues: Queues = await openQueues(db, { role: 'machine', clock: () => clock })
  closing.push(directory, settings, queues)
  api = createApi({
    ready: async () => {},
    log: (event) => console.error(event),
    machines: {
      db,
      settings,
      queues,
      languages: openLanguages(),
      pepper: 'pepper-of-a-test',
      tenantOf: (slug) => directory.all().find((it) => it.slug === slug) ?? null,
      bookingOrigin: () => 'https://yoyaku.example.jp',
      now: () => clock,
    },
  })
})
afterAll(async () => {
  await Promise.all(closing.map((it) => it.close()))
  await test?.close()
})

const ask = async (path: string, init: RequestInit = {}, bearer = `ageo.${key}`) => {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...init.headers }
  const answer = await api.request(path, { ...init, headers })
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.json() }
}
let serial = 0
const take = (body: object, idempotencyKey = `request-${++serial}`) =>
  ask('/v1/tickets', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'idempotency-key': idempotencyKey },
  })

describe('a ticket machine', () => {
  it(`takes a number of a group; sent twice it is the same ${req('2.G.5')}`, async () => {
    const first = await take({ lane: 'certificate' }, 'the-same-key')
    expect(first).toMatchObject({
      status: 201,
      body: { number: 'C001', lane: 'certificate', ahead: 0, waitMinutes: null },
    })
    expect(first.body.placeUrl).toMatch(/^https:\/\/yoyaku\.example\.jp\/queue\/[\w-]{38}$/)
    const [again, meanwhile] = await Promise.all([
      take({ lane: 'certificate' }, 'the-same-key'),
      take({ lane: 'certificate' }),
    ])
    expect(again?.body.id).toBe(first.body.id)
    expect(meanwhile?.body.number).toBe('C002')
  })

  it(`checks a reservation in, once, and says why not ${req('2.G.5')}`, async () => {
    const number = '00000076' // right by its check digit
    const over = { venueId, laneId, number, startsAt: ten }
    await factories.reservations(test.owner, tenantId, over)
    expect(await take({ reservationNumber: number })).toMatchObject({ status: 201 })
    expect(await take({ reservationNumber: number })).toMatchObject({
      status: 409,
      type: 'application/problem+json; charset=utf-8',
      body: { code: 'already-checked-in', status: 409, detail: 'すでに受付がすんでいます' },
    })
    expect(await take({ lane: 'nothing' })).toMatchObject({ status: 409, body: { code: 'no-such-lane' } })
  })

  it('reads who waits, and the calls in order', async () => {
    const staffId = (await factories.staffMembers(test.owner, tenantId)).id as StaffId
    const caller = { id: staffId, roles: ['officer'], counter: '4', terminal: 'test' } as const
    const actor = { role: 'staff', tenantId, subjectId: staffId } as const
    const staff = test.open('web_staff')
    const called = await callNext(staff, actor, caller, { venueId, laneIds: [laneId] }, clock)
    if (!called.ok) throw new Error(called.reason)
    await actOnTicket(staff, actor, caller, { ticketId: called.value.id, act: 'recall' }, clock)
    const all = (await ask('/v1/calls')).body.calls
    expect(all.map((it: { act: string; counter: string }) => [it.act, it.counter])).toEqual([
      ['call', '4'],
      ['recall', '4'],
    ])
    expect((await ask(`/v1/calls?after=${all[0].id}`)).body.calls).toEqual([all[1]])
    await wait(600)
    const { body } = await ask('/v1/queue')
    expect(body.venue).toBe('city-hall')
    expect(body.lanes.find((it: { code: string }) => it.code === 'certificate')).toMatchObject({
      receiving: true,
    })
  })

  it('is refused without its key, with a board’s, with one that was taken away, and when it asks too much', async () => {
    for (const bearer of ['', 'ageo.', `minase.${key}`, `ageo.${board}`, `ageo.${key}x`])
      expect(await ask('/v1/queue', {}, bearer), bearer).toMatchObject({
        status: 401,
        body: { code: 'unknown-key' },
      })
    expect(await take({ lane: 'certificate', more: 1 })).toMatchObject({ status: 422 })
    expect(await take({ lane: 'certificate' }, 'short')).toMatchObject({
      status: 422,
      body: { code: 'invalid-request' },
    })
    const many = await Promise.all(Array.from({ length: 40 }, () => ask('/v1/queue')))
    expect(many.some((it) => it.status === 429 && it.body.code === 'too-many-requests')).toBe(true)
    clock = new Date(clock.getTime() + 60_000)
    expect(await ask('/v1/queue')).toMatchObject({ status: 200 })
    await test.owner`
      update app.devices set revoked_at = ${clock}, revoked_by = made_by where tenant_id = ${tenantId}`
    expect(await ask('/v1/queue')).toMatchObject({ status: 401 })
  })

  it(`is told all of this by a document made from the code ${req('2.G.5')}`, async () => {
    const answer = await api.request('/v1/openapi.json')
    const document = await answer.json()
    expect(Object.keys(document.paths)).toEqual(['/v1/tickets', '/v1/queue', '/v1/calls'])
    expect(document.paths['/v1/tickets'].post.parameters[0]).toMatchObject({
      in: 'header',
      name: 'idempotency-key',
    })
    expect(document.components.securitySchemes.machineKey).toEqual({ type: 'http', scheme: 'bearer' })
  })
})
