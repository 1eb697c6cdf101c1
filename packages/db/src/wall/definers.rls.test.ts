import { randomBytes, randomUUID } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../index.ts'
import { factories, openTestDatabase, type TestDatabase } from '../testing/index.ts'

let test: TestDatabase
let booking: Database
const [here, elsewhere] = [randomUUID(), randomUUID()] as [string, string]
const now = new Date('2026-04-10T10:00:00+09:00')
const number = randomBytes(32)
const secret = randomBytes(32)

beforeAll(async () => {
  test = await openTestDatabase()
  booking = test.open('web_booking', { max: 2 })
  await factories.venues(test.owner, here)
  const { cardId } = await factories.cardPeople(test.owner, elsewhere, { birthDate: '1990-05-05' })
  await factories.inquiryNumbers(test.owner, elsewhere, { cardId, numberHmac: number })
  await factories.reservationPeople(test.owner, elsewhere, { birthDate: '1985-11-03' })
  await factories.residentSessions(test.owner, elsewhere, {
    tokenHash: secret,
    createdAt: now,
    expiresAt: new Date(now.getTime() + 20 * 60_000),
  })
})
afterAll(() => test.close())

const resident = (tenantId: string) => ({ role: 'resident', tenantId, subjectId: null }) as const

const identify = (tenantId: string, reservation: string | null, birth: string) =>
  booking.as(resident(tenantId), async (tx) => {
    const [row] = await tx<[{ outcome: string }]>`
      select outcome from app.identify_resident(${number}, ${reservation}, ${birth}, ${randomBytes(32)}, ${randomUUID()},
        ${randomBytes(32)}, ${now})`
    return row.outcome
  })

const sessionIn = (tenantId: string) =>
  booking.as(resident(tenantId), async (tx) => {
    const [row] = await tx<
      [{ subject: string | null }]
    >`select subject from app.resident_session(${secret}, ${now})`
    return row.subject
  })

describe(`functions that run with app_owner's rights, from another municipality ${req('1.D.3')}`, () => {
  it('do not know a letter of next door', async () => {
    expect(await identify(elsewhere, null, '1990-05-05')).toBe('identified')
    expect(await identify(here, null, '1990-05-05')).toBe('not-found')
  })

  it('do not know a reservation of next door', async () => {
    const [row] = await test.owner<[{ number: string }]>`
      select number from app.reservations where tenant_id = ${elsewhere}`
    expect(await identify(elsewhere, row.number, '1985-11-03')).toBe('identified')
    expect(await identify(here, row.number, '1985-11-03')).toBe('not-found')
  })

  it('open and end no session of next door', async () => {
    expect(await sessionIn(elsewhere)).not.toBeNull()
    expect(await sessionIn(here)).toBeNull()
    await booking.as(resident(here), (tx) => tx`select app.end_resident_session(${secret}, ${now})`)
    expect(await sessionIn(elsewhere)).not.toBeNull()
  })

  it('do not answer a form that booked next door', async () => {
    const [booked] = await test.owner<[{ request: string; details: Record<string, string> }]>`
      update app.reservations r set channel = 'web', booked_at = ${now} from app.reservation_people p
      where r.tenant_id = ${elsewhere} and p.tenant_id = r.tenant_id and p.reservation_id = r.id and p.birth_date = '1985-11-03'
      returning r.request_id as request, jsonb_build_object('procedure', p.procedure_code, 'kanaKey', p.kana_key,
        'birthDate', p.birth_date) as details`
    const rejoin = (tenantId: string) =>
      booking.as(resident(tenantId), async (tx) => {
        const [row] = await tx<[{ id: string | null }]>`
          select app.rejoin_booking(${booked.request}, ${tx.json(booked.details)}, ${randomUUID()}, ${randomBytes(32)},
            ${now}) as id`
        return row.id
      })
    expect(await rejoin(elsewhere)).not.toBeNull()
    expect(await rejoin(here)).toBeNull()
  })

  it('take no place for a session of next door', async () => {
    const [taken] = await booking.alone(
      here,
      (sql) => sql<[{ outcome: string }]>`
      select outcome from app.take_places(${here}, ${secret}, ${now}, ${randomUUID()}, ${randomUUID()}, 'R9',
        ${[randomUUID()]}, 1, '{}')`,
    )
    expect(taken.outcome).toBe('session-over')
  })

  it('cannot be called before entering', async () => {
    const calling = booking.alone(here, (sql) => sql`select app.resident_session(${secret}, ${now})`)
    await expect(calling).rejects.toMatchObject({ code: '42501' })
  })
})
