import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mintId, type StaffId, type TenantId } from '../kernel.ts'
import { actAtCounter } from './act-at-counter.ts'
import { now, type OpenVisit, type OpenVisits, openVisits, ready } from './testing/open-visit.ts'
import { visitOf } from './visit.ts'

let visits: OpenVisits
let visit: OpenVisit
beforeAll(async () => {
  visits = await openVisits()
})
beforeEach(async () => {
  visit = await visits.arrive()
})
afterAll(() => visits.close())

describe('a resident who comes for a card', () => {
  it(`is checked in, served and handed the card, each act an event of its custody ${req('1.G.4')} ${req('1.G.5')}`, async () => {
    expect(await visit.press('check_in')).toEqual({ ok: true, value: { state: 'checked_in' } })
    expect(await visit.press('start')).toEqual({ ok: true, value: { state: 'serving' } })
    expect(await visit.press('hand_over', 'owner')).toEqual({ ok: true, value: { state: 'done' } })

    expect(await visit.stands()).toEqual({ reservation: 'done', card: 'issued', live: false })
    expect(await visit.events()).toEqual([
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
    await visit.press('check_in')
    await visit.press('start')
    await visit.press('break_off', 'documents_missing')
    expect(await visit.stands()).toEqual({ reservation: 'partly_done', card: 'suspended', live: false })
    expect((await visit.events()).at(-1)).toMatchObject({ act: 'break_off', reason: 'documents_missing' })
  })

  it('has on record in words why it was broken off, and the chain of its card holds', async () => {
    await factories.cardPeople(visit.owner, visit.tenantId, { cardId: visit.cardId })
    for (const act of ['check_in', 'start'] as const) await visit.press(act)
    expect(await visit.press('break_off', 'other')).toMatchObject({ ok: false, reason: 'note-missing' })
    expect(await visit.press('break_off', 'other', visit.hanako, '急に体調を崩された')).toMatchObject({
      ok: true,
    })
    const seen = await visitOf(visit.db, visit.actor(visit.hanako), visit.reservationId)
    expect(seen?.events[0]?.note).toBe('急に体調を崩された')
    expect(seen?.cards[0]?.custody[0]?.note).toBe('急に体調を崩された')
    const unbroken = await visit.owner`
      select bool_and(e.hash = app.custody_hash(e.previous_hash, e)) as holds from app.custody_events e
      where e.tenant_id = ${visit.tenantId}`
    expect(unbroken).toEqual([{ holds: true }])
  })

  it('comes back with what was missing on the same day, and is handed the card after all', async () => {
    for (const act of ['check_in', 'start'] as const) await visit.press(act)
    await visit.press('break_off', 'documents_missing')
    expect(await visit.press('resume')).toEqual({ ok: true, value: { state: 'checked_in' } })
    expect(await visit.stands()).toEqual({ reservation: 'checked_in', card: 'stored', live: true })
    expect((await visit.events()).at(-1)).toMatchObject({
      act: 'resume',
      fromState: 'suspended',
      toState: 'stored',
    })
    await visit.press('start')
    expect(await visit.press('hand_over', 'owner')).toMatchObject({ ok: true, value: { state: 'done' } })
  })

  it('keeps the reservation they booked anew: the visit that was broken off is not taken up again', async () => {
    for (const act of ['check_in', 'start'] as const) await visit.press(act)
    await visit.press('break_off', 'pin')
    const anew = await factories.reservations(visit.owner, visit.tenantId, { subjectId: visit.cardId })
    const person = { reservationId: anew.id, subjectId: visit.cardId, cardId: visit.cardId }
    await factories.reservationPeople(visit.owner, visit.tenantId, person)
    expect(await visit.press('resume')).toMatchObject({ ok: false, reason: 'booked-again' })
    expect(await visit.stands()).toMatchObject({ reservation: 'partly_done', card: 'suspended' })
  })

  it('sees steps taken back until the hand-over', async () => {
    await visit.press('check_in')
    await visit.press('start')
    await visit.press('undo_start')
    expect(await visit.stands()).toEqual({ reservation: 'checked_in', card: 'stored', live: true })
    await visit.press('undo_check_in')
    expect(await visit.stands()).toEqual({ reservation: 'confirmed', card: 'stored', live: true })
  })

  it('sees the reservation cancelled by the office, the place free again', async () => {
    expect(await visit.press('cancel', 'resident_asked')).toEqual({ ok: true, value: { state: 'cancelled' } })
    const [slot] = await visit.owner`
      select taken_web from app.slots where tenant_id = ${visit.tenantId}`
    expect(slot).toEqual({ takenWeb: 0 })
  })
})

describe('two officers', () => {
  it(`who hand over at once: one does, the other is told who did and when ${req('1.G.5')}`, async () => {
    await visit.press('check_in')
    await visit.press('start')
    const answers = await Promise.all([
      visit.press('hand_over', 'owner', visit.hanako),
      visit.press('hand_over', 'owner', visit.jiro),
    ])
    const refused = answers.filter((answer) => !answer.ok)
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({
      reason: 'already-handed-over',
      happened: { act: 'hand_over', at: now },
    })
    expect((await visit.events()).filter((event) => event.act === 'hand_over')).toHaveLength(1)
  })

  it('who check in at once leave one event', async () => {
    const answers = await Promise.all([
      visit.press('check_in', null, visit.hanako),
      visit.press('check_in', null, visit.jiro),
    ])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(await visit.events()).toHaveLength(1)
  })
})

describe('an act that cannot be', () => {
  it('changes nothing', async () => {
    expect(await visit.press('hand_over', 'owner')).toMatchObject({ ok: false, reason: 'not-checked-in' })
    expect(await visit.stands()).toEqual({ reservation: 'confirmed', card: 'stored', live: true })
    expect(await visit.events()).toEqual([])
  })

  it('in another municipality finds no reservation', async () => {
    const elsewhere = mintId<TenantId>()
    const stranger = (await factories.staffMembers(visit.owner, elsewhere)).id as StaffId
    const outcome = await actAtCounter(
      visit.db,
      { role: 'staff', tenantId: elsewhere, subjectId: stranger },
      { id: stranger, roles: ['manager'], terminal: '192.0.2.9' },
      ready,
      { act: 'check_in', reservationId: visit.reservationId, reason: null },
      now,
    )
    expect(outcome).toEqual({ ok: false, reason: 'no-such-reservation', happened: null })
  })
})
