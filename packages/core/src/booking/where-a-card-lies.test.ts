import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayBoard, myCard, visitOf } from '../issuance/index.ts'
import { mintId, type ReservationId, type SlotId, type VenueId } from '../kernel.ts'
import { openBookingDesk } from './booking-desk.ts'
import { changeReservation } from './change-reservation.ts'
import type { ReservationNumber } from './reservation-number-rules.ts'
import { takePlacesBatch } from './rush-path.sql.ts'
import { openDesk } from './testing/open-desk.ts'
import { now, type Visitor, windowOf } from './testing/open-town.ts'

type Owner = Visitor & { cardId: string }

let office: Awaited<ReturnType<typeof openDesk>>
let town: (typeof office)['town']
let branch: string
let bag: string
let tray: string
let owner: Owner
beforeAll(async () => {
  office = await openDesk()
  town = office.town
  const { tenantId } = town
  branch = (await factories.venues(town.owner, tenantId)).id
  const root = await factories.places(town.owner, tenantId, { kind: 'venue', venueId: branch })
  const safe = await factories.places(town.owner, tenantId, { parentId: root.id })
  tray = (await factories.places(town.owner, tenantId, { kind: 'tray', parentId: safe.id })).id
  bag = (await factories.places(town.owner, tenantId, { kind: 'transit_bag' })).id
})
afterAll(() => town?.close())

/** Its custody puts a card somewhere. */
const put = (cardId: string, place: string) =>
  office.db.as(
    office.actor,
    (tx) => tx`
      select app.record_custody(c.id, c.state, 'store', 'stored', ${place}, ${office.staffId}, null, '192.0.2.7', null, null, ${now})
      from app.cards c where c.tenant_id = ${town.tenantId} and c.id = ${cardId}`,
  )
beforeEach(async () => {
  owner = await town.cardOwner()
  await factories.cardPeople(town.owner, town.tenantId, { cardId: owner.cardId })
})

const slotAt = (venueId: string) =>
  town.slot(9, { venueId, limitWeb: 5, limitTelephone: 4, capacity: 9, limitCounter: 0 })
const online = async (slotId: SlotId) => {
  const answer = await openBookingDesk(town.visitors, 'key').take(
    town.tenantId,
    town.form(owner, [slotId]),
    now,
  )
  return answer.ok ? 'taken' : answer.reason
}
const inARush = async (slotId: SlotId) => {
  const {
    requestId: request,
    secretHash,
    slotIds: slots,
    places: wanted,
    details,
  } = town.form(owner, [slotId])
  const [id, number] = [mintId<string>(), String(Date.now()).slice(-8) as ReservationNumber]
  const item = { request, secret: secretHash.toString('hex'), id, number, slots, wanted, details }
  const [answer] = await town.visitors.alone(town.tenantId, (sql) =>
    takePlacesBatch(sql, town.tenantId, now, [item]),
  )
  return answer?.outcome
}
const byTelephone = async (slotId: SlotId) => {
  const answer = await office.book(slotId, { cardId: owner.cardId })
  return answer.ok ? 'taken' : answer.reason
}

describe('a card that was carried from the venue it came for to another', () => {
  beforeEach(() => put(owner.cardId, tray))

  it.each([
    ['online', online],
    ['online in a rush', inARush],
    ['by telephone', byTelephone],
  ])('is booked where it lies, and not where it came (%s)', async (_, book) => {
    expect(await book(await slotAt(town.venueId))).toBe('other-venue')
    expect(await book(await slotAt(branch))).toBe('taken')
  })

  it('is moved neither by its owner nor by the office to where it came', async () => {
    const booked = await office.book(await slotAt(branch), { cardId: owner.cardId })
    if (!booked.ok) throw new Error(booked.reason)
    const id = booked.value.reservationId
    const slotId = await slotAt(town.venueId)
    const policy = {
      procedures: [{ code: 'P01' }],
      lanes: [{ code: 'card', procedures: ['P01'] }],
    } as never
    const startsAt = new Date('2026-12-20T10:00:00+09:00')
    const slot = { lane: 'card', startsAt, window: windowOf(startsAt) }
    const asked = { id, slotId, slot, policy, windowOf, otherVenueFrom: null }
    expect(await changeReservation(town.visitors, owner.actor, asked, now)).toMatchObject({
      reason: 'other-venue',
    })
    expect(await office.change(id, slotId)).toMatchObject({ reason: 'other-venue' })
  })

  it('is said to be there by its owner’s page, the board and the counter', async () => {
    const startsAt = new Date('2026-12-21T10:00:00+09:00')
    const visit = { subjectId: owner.cardId, venueId: branch, startsAt }
    const { id } = await factories.reservations(town.owner, town.tenantId, visit)
    const person = { reservationId: id, subjectId: owner.cardId, cardId: owner.cardId }
    await factories.reservationPeople(town.owner, town.tenantId, person)
    expect(await myCard(town.visitors, owner.actor, owner.cardId)).toMatchObject({ venueId: branch })
    const found = await visitOf(office.db, office.actor, id as ReservationId)
    expect(found?.cards).toMatchObject([{ venueId: branch, away: false }])
    const day = '2026-12-21' as Parameters<typeof dayBoard>[3]
    expect(await dayBoard(office.db, office.actor, branch as VenueId, day)).toMatchObject([
      { cardVenueId: branch },
    ])
  })

  it('stays booked from where it left while it is in a bag', async () => {
    await put(owner.cardId, bag)
    expect(await online(await slotAt(branch))).toBe('taken')
  })
})

describe('a safe that is carried to another venue', () => {
  it('takes along the cards in it', async () => {
    await put(owner.cardId, tray)
    const move = (venueId: string) => town.owner`
      update app.places p set parent_id = (
        select v.id from app.places v where v.tenant_id = p.tenant_id and v.kind = 'venue' and v.venue_id = ${venueId})
      where p.tenant_id = ${town.tenantId} and p.id = (
        select t.parent_id from app.places t where t.tenant_id = ${town.tenantId} and t.id = ${tray})`
    await factories.places(town.owner, town.tenantId, { kind: 'venue', venueId: town.venueId })
    await move(town.venueId)
    expect(await online(await slotAt(branch))).toBe('other-venue')
    expect(await online(await slotAt(town.venueId))).toBe('taken')
    await move(branch)
  })
})
