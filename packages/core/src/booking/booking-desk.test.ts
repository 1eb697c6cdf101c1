import { randomUUID } from 'node:crypto'
import { openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { welcomeResident } from '../identity/resident-sessions.ts'
import { secretHash } from '../identity/session-secret.ts'
import type { RequestId, SlotId } from '../kernel.ts'
import { openBookingDesk, type PlaceRequest } from './booking-desk.ts'

let test: TestDatabase
let visitors: ReturnType<TestDatabase['open']>
let tenantId: string
let venueId: string
let laneId: string
const now = new Date('2026-11-23T03:00:00Z')

beforeAll(async () => {
  test = await openTestDatabase()
  const { owner } = test
  visitors = test.open('web_booking')
  const [tenant] = await owner<[{ id: string }]>`
    insert into app.tenants (slug, code, profile) values ('machi', '999997', '{}') returning id`
  tenantId = tenant.id
  const [venue] = await owner<[{ id: string }]>`
    insert into app.venues (tenant_id, code, name, details) values (${tenantId}, 'hall', '{}', '{}') returning id`
  const [lane] = await owner<[{ id: string }]>`
    insert into app.lanes (tenant_id, code, name, procedure_codes) values (${tenantId}, 'card', '{}', '{P09}') returning id`
  venueId = venue.id
  laneId = lane.id
})
afterAll(() => test.close())

let hour = 0
async function aSlot(capacity: number) {
  const startsAt = new Date(Date.UTC(2026, 11, 1, hour++))
  const [slot] = await test.owner<[{ id: SlotId }]>`
    insert into app.slots (tenant_id, venue_id, lane_id, starts_at, minutes, capacity, limit_web, limit_telephone, limit_counter)
    values (${tenantId}, ${venueId}, ${laneId}, ${startsAt}, 15, ${capacity}, ${capacity}, 0, 0) returning id`
  return slot.id
}

async function aForm(slotId: SlotId, over: Partial<PlaceRequest> = {}, at = now): Promise<PlaceRequest> {
  const { secret } = await welcomeResident(visitors, tenantId, at)
  return {
    requestId: randomUUID() as RequestId,
    secretHash: secretHash(secret),
    slotIds: [slotId],
    places: 1,
    details: {
      procedure: 'P09',
      pickup: false,
      cardStates: [],
      language: 'ja',
      policyVersion: 1,
      kana: 'ヤマダ',
    },
    ...over,
  }
}

const countOf = async (slotId: SlotId) => {
  const [row] = await test.owner<[{ taken: number; rows: string; outbox: string }]>`
    select taken_web as taken,
      (select count(*) from app.reservation_slots h where h.tenant_id = ${tenantId} and h.slot_id = s.id and h.freed_at is null) as rows,
      (select count(*) from app.outbox where tenant_id = ${tenantId} and topic = 'reservation.booked'
        and payload ->> 'reservationId' in (select reservation_id::text from app.reservation_slots h where h.slot_id = s.id)) as outbox
    from app.slots s where s.tenant_id = ${tenantId} and s.id = ${slotId}`
  return { taken: row.taken, rows: Number(row.rows), outbox: Number(row.outbox) }
}

describe('the booking desk', () => {
  it('takes a place, and leaves exactly one message', async () => {
    const desk = openBookingDesk(test.open('web_booking'))
    const slotId = await aSlot(1)
    const answer = await desk.take(tenantId, await aForm(slotId), now)
    expect(answer).toMatchObject({ ok: true })
    expect(await countOf(slotId)).toEqual({ taken: 1, rows: 1, outbox: 1 })
  })

  it('answers a form sent five times at once with one reservation', async () => {
    const desk = openBookingDesk(test.open('web_booking'))
    const slotId = await aSlot(5)
    const form = await aForm(slotId)
    const answers = await Promise.all(Array.from({ length: 5 }, () => desk.take(tenantId, form, now)))
    expect(new Set(answers.map((it) => (it.ok ? it.value.number : it.reason))).size).toBe(1)
    expect(await countOf(slotId)).toEqual({ taken: 1, rows: 1, outbox: 1 })
  })

  it('gives the last places of a hot slot to as many as there are, through two copies of the program', async () => {
    const desks = [openBookingDesk(test.open('web_booking')), openBookingDesk(test.open('web_booking'))]
    const slotId = await aSlot(7)
    const forms = await Promise.all(Array.from({ length: 40 }, () => aForm(slotId)))
    const answers = await Promise.all(forms.map((form, n) => desks[n % 2]?.take(tenantId, form, now)))
    expect(answers.filter((it) => it?.ok)).toHaveLength(7)
    expect(answers.filter((it) => it && !it.ok && it.reason === 'full')).toHaveLength(33)
    expect(await countOf(slotId)).toEqual({ taken: 7, rows: 7, outbox: 7 })
  })

  it.each([
    ['session-over', async () => aForm(await aSlot(1), { secretHash: secretHash('nobody') })],
    ['no-such-slot', async () => aForm(randomUUID() as SlotId)],
    ['full', async () => aForm(await aSlot(1), { places: 2 })],
    [
      'card-not-ready',
      async () => {
        const form = await aForm(await aSlot(1))
        return { ...form, details: { ...form.details, pickup: true } }
      },
    ],
  ] as const)('refuses as %s', async (reason, form) => {
    const desk = openBookingDesk(test.open('web_booking'))
    expect(await desk.take(tenantId, await form(), now)).toEqual({ ok: false, reason })
  })

  it('refuses a slot from the second it begins', async () => {
    const desk = openBookingDesk(test.open('web_booking'))
    const slotId = await aSlot(2)
    const [slot] = await test.owner<
      [{ startsAt: Date }]
    >`select starts_at from app.slots where tenant_id = ${tenantId} and id = ${slotId}`
    const before = new Date(slot.startsAt.getTime() - 1000)
    expect(await desk.take(tenantId, await aForm(slotId, {}, before), before)).toMatchObject({ ok: true })
    expect(await desk.take(tenantId, await aForm(slotId, {}, slot.startsAt), slot.startsAt)).toEqual({
      ok: false,
      reason: 'closed',
    })
  })
})
