import { setTimeout as wait } from 'node:timers/promises'
import { req } from '@madoguchi/config/req.ts'
import type { Actor, Database } from '@madoguchi/db'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mintId, type ReservationId, type StaffId, type TenantId } from '../kernel.ts'
import { type ActCommand, actAtCounter } from './act-at-counter.ts'
import { visitOf } from './visit.ts'

const now = new Date('2030-04-06T09:02:00+09:00')
const ready = ['received', 'stored', 'notified']

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await openTestDatabase()
  db = database.open('web_staff')
})
afterAll(() => database.close())

let tenantId: TenantId
let hanako: StaffId
let jiro: StaffId
let reservationId: ReservationId
let cardId: string

beforeEach(async () => {
  const { owner } = database
  tenantId = mintId()
  hanako = (await factories.staffMembers(owner, tenantId, { name: '窓口 花子' })).id as StaffId
  jiro = (await factories.staffMembers(owner, tenantId, { name: '窓口 次郎' })).id as StaffId
  const slot = await factories.slots(owner, tenantId, { takenWeb: 1 })
  cardId = (await factories.cards(owner, tenantId, { state: 'stored', venueId: slot.venueId })).id
  const { id, subjectId } = await factories.reservations(owner, tenantId, {
    subjectId: cardId,
    venueId: slot.venueId,
    laneId: slot.laneId,
    startsAt: slot.startsAt,
  })
  reservationId = id as ReservationId
  await factories.reservationSlots(owner, tenantId, { reservationId, slotId: slot.id, subjectId })
  await factories.reservationPeople(owner, tenantId, { reservationId, subjectId, cardId })
})

const actor = (staffId: StaffId): Actor => ({ role: 'staff', tenantId, subjectId: staffId })
const press = (
  act: ActCommand['act'],
  reason: string | null = null,
  who = hanako,
  note: string | null = null,
) =>
  actAtCounter(
    db,
    actor(who),
    { id: who, roles: ['officer'], terminal: '192.0.2.7' },
    ready,
    { act, reservationId, reason, note },
    now,
  )
const events = () =>
  database.owner<
    { act: string; fromState: string; toState: string; reason: string | null; terminal: string }[]
  >`
    select act, from_state, to_state, reason, terminal from app.custody_events
    where tenant_id = ${tenantId} and card_id = ${cardId} order by seq`
const stands = async () => {
  const [row] = await database.owner<{ reservation: string; card: string; live: boolean }[]>`
    select r.state as reservation, c.state as card, p.live
    from app.reservations r
    join app.reservation_people p on p.tenant_id = r.tenant_id and p.reservation_id = r.id
    join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
    where r.tenant_id = ${tenantId} and r.id = ${reservationId}`
  return row
}

describe('a resident who comes for a card', () => {
  it(`is checked in, served and handed the card, each act an event of its custody ${req('1.G.4')} ${req('1.G.5')}`, async () => {
    expect(await press('check_in')).toEqual({ ok: true, value: { state: 'checked_in' } })
    expect(await press('start')).toEqual({ ok: true, value: { state: 'serving' } })
    expect(await press('hand_over', 'owner')).toEqual({ ok: true, value: { state: 'done' } })

    expect(await stands()).toEqual({ reservation: 'done', card: 'issued', live: false })
    expect(await events()).toEqual([
      { act: 'check_in', fromState: 'stored', toState: 'stored', reason: null, terminal: '192.0.2.7' },
      { act: 'start', fromState: 'stored', toState: 'at_counter', reason: null, terminal: '192.0.2.7' },
      {
        act: 'hand_over',
        fromState: 'at_counter',
        toState: 'issued',
        reason: 'owner',
        terminal: '192.0.2.7',
      },
    ])
  })

  it('leaves without the card when the visit is broken off, and may book again', async () => {
    await press('check_in')
    await press('start')
    await press('break_off', 'documents_missing')
    expect(await stands()).toEqual({ reservation: 'partly_done', card: 'suspended', live: false })
    expect((await events()).at(-1)).toMatchObject({ act: 'break_off', reason: 'documents_missing' })
  })

  it('has on record in words why it was broken off, and the chain of its card holds', async () => {
    await factories.cardPeople(database.owner, tenantId, { cardId })
    for (const act of ['check_in', 'start'] as const) await press(act)
    expect(await press('break_off', 'other')).toMatchObject({ ok: false, reason: 'note-missing' })
    expect(await press('break_off', 'other', hanako, '急に体調を崩された')).toMatchObject({ ok: true })
    const visit = await visitOf(db, actor(hanako), reservationId)
    expect(visit?.events[0]?.note).toBe('急に体調を崩された')
    expect(visit?.cards[0]?.custody[0]?.note).toBe('急に体調を崩された')
    const unbroken = await database.owner`
      select bool_and(e.hash = app.custody_hash(e.previous_hash, e)) as holds from app.custody_events e
      where e.tenant_id = ${tenantId}`
    expect(unbroken).toEqual([{ holds: true }])
  })

  it('comes back with what was missing on the same day, and is handed the card after all', async () => {
    for (const act of ['check_in', 'start'] as const) await press(act)
    await press('break_off', 'documents_missing')
    expect(await press('resume')).toEqual({ ok: true, value: { state: 'checked_in' } })
    expect(await stands()).toEqual({ reservation: 'checked_in', card: 'stored', live: true })
    expect((await events()).at(-1)).toMatchObject({
      act: 'resume',
      fromState: 'suspended',
      toState: 'stored',
    })
    await press('start')
    expect(await press('hand_over', 'owner')).toMatchObject({ ok: true, value: { state: 'done' } })
  })

  it('keeps the reservation they booked anew: the visit that was broken off is not taken up again', async () => {
    for (const act of ['check_in', 'start'] as const) await press(act)
    await press('break_off', 'pin')
    const anew = await factories.reservations(database.owner, tenantId, { subjectId: cardId })
    const person = { reservationId: anew.id, subjectId: cardId, cardId }
    await factories.reservationPeople(database.owner, tenantId, person)
    expect(await press('resume')).toMatchObject({ ok: false, reason: 'booked-again' })
    expect(await stands()).toMatchObject({ reservation: 'partly_done', card: 'suspended' })
  })

  it('sees steps taken back until the hand-over', async () => {
    await press('check_in')
    await press('start')
    await press('undo_start')
    expect(await stands()).toEqual({ reservation: 'checked_in', card: 'stored', live: true })
    await press('undo_check_in')
    expect(await stands()).toEqual({ reservation: 'confirmed', card: 'stored', live: true })
  })

  it('sees the reservation cancelled by the office, the place free again', async () => {
    expect(await press('cancel', 'resident_asked')).toEqual({ ok: true, value: { state: 'cancelled' } })
    const [slot] = await database.owner`
      select taken_web from app.slots where tenant_id = ${tenantId}`
    expect(slot).toEqual({ takenWeb: 0 })
  })
})

describe('a visit without a card', () => {
  it('is on record with who did what, from where and when, newest first', async () => {
    const { owner } = database
    const { id, subjectId } = await factories.reservations(owner, tenantId)
    reservationId = id as ReservationId
    await factories.reservationPeople(owner, tenantId, { reservationId, subjectId })
    await press('check_in')
    await press('start', null, jiro)
    await press('hand_over', null, jiro)

    const visit = await visitOf(db, actor(hanako), reservationId)
    const event = { id: expect.any(String), reason: null, note: null, terminal: '192.0.2.7', at: now }
    expect(visit?.events).toEqual([
      { ...event, act: 'hand_over', by: '窓口 次郎' },
      { ...event, act: 'start', by: '窓口 次郎' },
      { ...event, act: 'check_in', by: '窓口 花子' },
    ])
    const states = await owner`
      select from_state, to_state from app.reservation_events where reservation_id = ${id} order by recorded_at`
    expect(states.map((it) => [it.fromState, it.toState])).toEqual([
      ['confirmed', 'checked_in'],
      ['checked_in', 'serving'],
      ['serving', 'done'],
    ])
    await expect(owner`update app.reservation_events set act = 'cancel'`).rejects.toThrow(
      /reservation events are never changed or removed/,
    )
  })

  it('tells the second of two officers who was faster', async () => {
    const { id, subjectId } = await factories.reservations(database.owner, tenantId)
    reservationId = id as ReservationId
    await factories.reservationPeople(database.owner, tenantId, { reservationId, subjectId })
    await press('check_in')
    expect(await press('check_in', null, jiro)).toEqual({
      ok: false,
      reason: 'already-checked-in',
      happened: { act: 'check_in', at: now, by: '窓口 花子' },
    })
  })

  it(`lets one of two officers who press at once do it: with no card to lock, the visit itself is ${req('1.G.5')}`, async () => {
    const { id, subjectId } = await factories.reservations(database.owner, tenantId)
    reservationId = id as ReservationId
    await factories.reservationPeople(database.owner, tenantId, { reservationId, subjectId })
    // A third who holds the visit for a moment lets both read it before either writes, unless they wait to read.
    const third = await database.owner.reserve()
    await third`begin`
    await third`select from app.reservations where id = ${id} for update`
    const both = Promise.all([press('check_in', null, hanako), press('check_in', null, jiro)])
    for (let waiting = 0; waiting < 2; await wait(5)) {
      const rows = await database.owner`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      waiting = rows.length
    }
    await third`commit`
    third.release()
    expect((await both).filter((answer) => answer.ok)).toHaveLength(1)
    const acts = await database.owner`select act from app.reservation_events where reservation_id = ${id}`
    expect(acts).toHaveLength(1)
  })
})

describe('two officers', () => {
  it(`who hand over at once: one does, the other is told who did and when ${req('1.G.5')}`, async () => {
    await press('check_in')
    await press('start')
    const answers = await Promise.all([
      press('hand_over', 'owner', hanako),
      press('hand_over', 'owner', jiro),
    ])
    const refused = answers.filter((answer) => !answer.ok)
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({
      reason: 'already-handed-over',
      happened: { act: 'hand_over', at: now },
    })
    expect((await events()).filter((event) => event.act === 'hand_over')).toHaveLength(1)
  })

  it('who check in at once leave one event', async () => {
    const answers = await Promise.all([press('check_in', null, hanako), press('check_in', null, jiro)])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(await events()).toHaveLength(1)
  })
})

describe('an act that cannot be', () => {
  it('changes nothing', async () => {
    expect(await press('hand_over', 'owner')).toMatchObject({ ok: false, reason: 'not-checked-in' })
    expect(await stands()).toEqual({ reservation: 'confirmed', card: 'stored', live: true })
    expect(await events()).toEqual([])
  })

  it('in another municipality finds no reservation', async () => {
    const elsewhere = mintId<TenantId>()
    const stranger = (await factories.staffMembers(database.owner, elsewhere)).id as StaffId
    const outcome = await actAtCounter(
      db,
      { role: 'staff', tenantId: elsewhere, subjectId: stranger },
      { id: stranger, roles: ['manager'], terminal: '192.0.2.9' },
      ready,
      { act: 'check_in', reservationId, reason: null },
      now,
    )
    expect(outcome).toEqual({ ok: false, reason: 'no-such-reservation', happened: null })
  })
})
