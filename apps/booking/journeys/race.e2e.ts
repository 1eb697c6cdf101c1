import { randomUUID } from 'node:crypto'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { req } from '@madoguchi/config/req.ts'
import { openAdmin } from '@madoguchi/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowserless } from './browserless.ts'

const PROCEDURE = 'P09'

let product: StartedProduct
let admin: ReturnType<typeof openAdmin>
let tenantId: string
let host: string
let copies: number[]

beforeAll(async () => {
  product = await startProduct({ programs: ['booking'] })
  const second = await product.startCopy('booking')
  copies = [product.ports.booking, second.port]
  admin = openAdmin(product.ground.supabase.databaseUrl)
  const ageo = product.demo.tenants.find((it) => it.slug === 'ageo')
  tenantId = ageo?.id ?? ''
  host = ageo?.bookingHost ?? ''
})
afterAll(async () => {
  await admin?.end()
  await product?.stop()
})

/** `howMany` bookable slots that nobody has touched, each with so many places for the web. */
const slotsWith = (howMany: number, places: number) => admin<{ id: string }[]>`
  update app.slots s set capacity = ${places}, limit_web = ${places}
  where s.tenant_id = ${tenantId} and s.id in (
    select f.id from app.slots f join app.lanes l on l.tenant_id = f.tenant_id and l.id = f.lane_id
    where f.tenant_id = ${tenantId} and ${PROCEDURE} = any(l.procedure_codes) and f.taken_web = 0
      and f.starts_at between now() + interval '3 days' and now() + interval '20 days'
    order by f.starts_at, f.id limit ${howMany})
  returning s.id`

const whatHappened = async (slotIds: string[]) => {
  const [row] = await admin<[{ taken: number; most: number; reservations: number; people: number }]>`
    select sum(s.taken_web)::int as taken, max(s.taken_web)::int as most,
      (select count(distinct h.reservation_id)::int from app.reservation_slots h
        where h.tenant_id = ${tenantId} and h.slot_id = any(${slotIds}) and h.freed_at is null) as reservations,
      (select count(*)::int from app.reservation_people p join app.reservation_slots h
        on h.tenant_id = p.tenant_id and h.reservation_id = p.reservation_id
        where p.tenant_id = ${tenantId} and h.slot_id = any(${slotIds}) and p.live) as people
    from app.slots s where s.tenant_id = ${tenantId} and s.id = any(${slotIds})`
  return row
}

const clients = (howMany: number, slotId: string): Promise<Browser[]> =>
  Promise.all(
    Array.from({ length: howMany }, (_, n) =>
      openBrowserless({
        ...{ port: copies[n % copies.length] ?? 0, host, procedure: PROCEDURE, slotId, tenantId },
        signingKey: product.signingKeyOf('booking'),
      }),
    ),
  )

describe('eight residents at once press for the one place of each of fifty slots, through two copies of the program', () => {
  it(`fifty are accepted, three hundred and fifty politely refused, nobody is lost ${req('1.show.4')}`, async () => {
    const slots = (await slotsWith(50, 1)).map((it) => it.id)
    expect(slots).toHaveLength(50)
    const residents = await clients(8, slots[0] ?? '')

    const answers = (
      await Promise.all(
        slots.map((slotId) => Promise.all(residents.map((it) => it.book(slotId, randomUUID())))),
      )
    ).flat()

    const taken = answers.filter((it) => it.status === 303)
    const refused = answers.filter((it) => it.status === 409)
    expect([taken.length, refused.length, answers.length]).toEqual([50, 350, 400])
    expect(new Set(taken.map((it) => it.location)).size).toBe(50)
    for (const { text } of refused) expect(text).toContain('満員')
    expect(await whatHappened(slots)).toEqual({ taken: 50, most: 1, reservations: 50, people: 50 })
  })

  it(`a form sent again is answered with the first reservation, by either copy ${req('1.show.4')}`, async () => {
    const [slot] = await slotsWith(1, 3)
    const slotId = slot?.id ?? ''
    const [one] = await clients(1, slotId)
    const requestId = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => one?.book(slotId, requestId, copies[n % copies.length])),
    )
    const late = await one?.book(slotId, requestId)
    expect(new Set([...answers, late].map((it) => it?.location)).size).toBe(1)
    expect((await whatHappened([slotId]))?.reservations).toBe(1)
  })
})

describe('a copy of the program is killed in the middle of two hundred bookings', () => {
  it(`after each is sent again there are as many reservations as requests ${req('1.show.4')}`, async () => {
    const slots = (await slotsWith(10, 20)).map((it) => it.id)
    const doomed = await product.startCopy('booking')
    copies = [product.ports.booking, doomed.port]
    const residents = await clients(16, slots[0] ?? '')
    const requests = Array.from({ length: 200 }, (_, n) => ({
      id: randomUUID(),
      slotId: slots[n % 10] ?? '',
      resident: residents[n % 16] as Browser,
    }))

    let answered = 0
    let lost = 0
    await Promise.all(
      residents.map(async (resident) => {
        for (const mine of requests.filter((it) => it.resident === resident)) {
          const answer = await resident.book(mine.slotId, mine.id).catch(() => null)
          if (answer?.status !== 303) lost += 1
          answered += 1
          if (answered === 60) doomed.child.kill('SIGKILL')
        }
      }),
    )
    expect(lost).toBeGreaterThan(0) // else nothing was in flight and nothing has been shown

    for (const resident of residents) resident.moveTo(product.ports.booking)
    const again = await Promise.all(requests.map((it) => it.resident.book(it.slotId, it.id)))

    const [row] = await admin<[{ n: number }]>`
      select count(*)::int as n from app.reservations
      where tenant_id = ${tenantId} and request_id = any(${requests.map((it) => it.id)})`
    expect(row.n).toBe(200)
    expect(await whatHappened(slots)).toEqual({ taken: 200, most: 20, reservations: 200, people: 200 })
    expect(again.map((it) => it.status)).toEqual(requests.map(() => 303))
  })
})
