import { hash } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { reservationNumber } from '../booking/reservation-number-rules.ts'
import { visitOf } from '../issuance/visit.ts'
import { mintId, type ReservationId } from '../kernel.ts'
import { checkInAtDevice, takeAtDevice } from './at-device.ts'
import { type Hall, later, now, openHalls } from './testing/open-hall.ts'

const key = 'a-key-of-22-letters-KK'
let halls: Awaited<ReturnType<typeof openHalls>>
let hall: Hall
let serial = 4000
beforeAll(async () => {
  halls = await openHalls()
})
beforeEach(async () => {
  hall = await halls.hall()
  const device = { venueId: hall.venueId, kind: 'kiosk', keyHash: hash('sha256', key, 'buffer') }
  await factories.devices(hall.owner, hall.tenantId, device)
})
afterAll(() => halls.close())

/** Somebody has booked; answers the number that their QR code holds. */
async function booked(startsAt = now, over: object = {}) {
  const number = reservationNumber(++serial)
  const it = { venueId: hall.venueId, laneId: hall.pickup, startsAt, number, ...over }
  const { id } = await factories.reservations(hall.owner, hall.tenantId, it)
  return { id, number }
}
const asKiosk = () => ({ role: 'resident', tenantId: hall.tenantId, subjectId: null }) as const
const scan = (typed: string, { opens = key, requestId = mintId<never>() as string } = {}) =>
  checkInAtDevice(
    halls.open('web_booking'),
    asKiosk(),
    { key: opens, requestId, typed, numbering: hall.numbering },
    now,
  )
const stateOf = async (id: string) =>
  (await hall.owner`select state from app.reservations where tenant_id = ${hall.tenantId} and id = ${id}`)[0]
    ?.state

describe('at a kiosk', () => {
  it(`the QR code of a reservation checks in and gives a number, and says who did ${req('2.G.1')}`, async () => {
    const { id, number } = await booked()
    expect(await scan(number)).toMatchObject({ ok: true, value: { label: 'A001' } })
    expect(await stateOf(id)).toBe('checked_in')
    const visit = await visitOf(hall.db, hall.actor(hall.hanako), id as ReservationId)
    expect(visit?.events[0]).toMatchObject({ act: 'kiosk_check_in', by: null, terminal: '1階の掲示' })
    expect(await hall.next()).toMatchObject({ ok: true, value: { label: 'A001', reservationId: id } })
  })

  it.each([
    ['too-early', () => booked(later(61))],
    ['other-day', () => booked(later(24 * 60))],
    [
      'wrong-venue',
      async () => booked(now, { venueId: (await factories.venues(hall.owner, hall.tenantId)).id }),
    ],
    ['over', () => booked(now, { state: 'cancelled' })],
    ['not-found', async () => ({ number: reservationNumber(99), id: '' })],
    ['not-a-number', async () => ({ number: '12345678', id: '' })],
  ])(`%s is said, and nothing is done ${req('2.G.1')}`, async (reason, arrive) => {
    const { number } = await arrive()
    expect(await scan(number)).toMatchObject({ ok: false, reason })
    expect(await hall.stand()).toEqual([])
  })

  it('whoever is checked in already is shown the number they have; the same form has its own again', async () => {
    const { number } = await booked()
    const requestId = mintId<never>() as string
    expect(await scan(number, { requestId })).toMatchObject({ ok: true, value: { label: 'A001' } })
    expect(await scan(number, { requestId })).toMatchObject({ ok: true, value: { label: 'A001' } })
    expect(await scan(number)).toMatchObject({ reason: 'already-checked-in', ticket: { label: 'A001' } })
  })

  it('pressed twice at once it is one number', async () => {
    const { number } = await booked()
    const both = await Promise.all([scan(number), scan(number)])
    expect(both.filter((it) => it.ok)).toHaveLength(1)
    expect(both.find((it) => !it.ok)).toMatchObject({ reason: 'already-checked-in' })
    expect(await hall.stand()).toHaveLength(1)
  })

  it('whoever has no reservation takes a number of a group', async () => {
    const ask = { key, requestId: mintId<never>(), laneId: hall.certificate, numbering: hall.numbering }
    const taken = await takeAtDevice(halls.open('web_booking'), asKiosk(), ask, now)
    expect(taken).toMatchObject({ ok: true, value: { label: 'B001' } })
  })
})

describe('without the key of a kiosk', () => {
  it('nothing can be done: not with a board’s, a closed one’s, or that of next door', async () => {
    const { id, number } = await booked()
    const board = 'a-key-of-22-letters-BB'
    const it = { venueId: hall.venueId, kind: 'board', keyHash: hash('sha256', board, 'buffer') }
    await factories.devices(hall.owner, hall.tenantId, it)
    expect(await scan(number, { opens: board })).toMatchObject({ reason: 'no-such-device' })
    await hall.owner`
      update app.devices set revoked_at = ${now}, revoked_by = made_by where tenant_id = ${hall.tenantId}`
    expect(await scan(number)).toMatchObject({ reason: 'no-such-device' })
    hall = await halls.hall()
    expect(await scan(number)).toMatchObject({ reason: 'no-such-device' })
    expect(id).toBeTruthy()
  })

  it('the functions themselves answer nothing', async () => {
    const { id, number } = await booked()
    const wrong = hash('sha256', 'wrong', 'buffer')
    const [tried] = await halls.open('web_booking').as(asKiosk(), async (tx) => {
      const seen = await tx`select * from app.reservation_at_device(${wrong}, ${number})`
      const [given] = await tx`
        select app.ticket_at_device(${wrong}, ${id}, ${hall.pickup}, ${mintId<never>()}, ${mintId<never>()}, 'A001', ${now},
          ${now}, '2030-04-06') as given`
      return [{ seen: seen.length, given: given?.given }]
    })
    expect(tried).toEqual({ seen: 0, given: false })
    expect(await stateOf(id)).toBe('confirmed')
  })

  it.each([{ state: 'cancelled' }, { state: 'checked_in' }, { venueId: 'elsewhere' }])(
    'with the key, too, when the reservation stands otherwise: %j',
    async (over) => {
      const venueId = over.venueId ? (await factories.venues(hall.owner, hall.tenantId)).id : hall.venueId
      const { id } = await booked(now, { ...over, venueId })
      const right = hash('sha256', key, 'buffer')
      const [row] = await halls.open('web_booking').as(
        asKiosk(),
        (tx) => tx`
          select app.ticket_at_device(${right}, ${id}, ${hall.pickup}, ${mintId<never>()}, ${mintId<never>()}, 'A001', ${now},
            ${now}, '2030-04-06') as given`,
      )
      expect(row?.given).toBe(false)
      expect(await hall.stand()).toEqual([])
    },
  )
})
