import { req } from '@madoguchi/config/req.ts'
import { type Database, openDatabase } from '@madoguchi/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SlotId } from '../kernel.ts'
import { type BookingDesk, openBookingDesk, type PlaceRequest } from './booking-desk.ts'
import { now, openTown, type Town } from './testing/open-town.ts'
import { openWire, type Wire } from './testing/open-wire.ts'

let town: Town
let wire: Wire
let wired: Database
let desk: BookingDesk

beforeAll(async () => {
  town = await openTown()
  wire = await openWire(town.urlFor('web_booking'))
  wired = openDatabase(wire.url, { max: 4 })
  desk = openBookingDesk(wired, 'key')
  await desk.take(town.tenantId, await aForm(await town.slot(1)), now) // fetches a block of numbers
})
afterAll(async () => {
  await wired.close()
  wire.close()
  await town.close()
})

const aForm = async (slotId: SlotId, over: Partial<PlaceRequest['details']> = {}) => {
  const form = town.form(await town.visitor(), [slotId])
  return { ...form, details: { ...form.details, ...over } }
}
const take = (form: PlaceRequest, at = now) => desk.take(town.tenantId, form, at)
const reservationsOf = (...forms: PlaceRequest[]) =>
  town.owner<{ id: string; number: string }[]>`
    select id, number from app.reservations where request_id = any (${forms.map((it) => it.requestId)})`

/** Sends the first form on its way and the others after it, so that they travel in one batch. */
async function inOneBatch(slotId: SlotId, forms: PlaceRequest[], times: Date[] = []) {
  const release = await town.hold(slotId)
  const first = take(await aForm(slotId))
  await town.waitingForLocks(1)
  const answers = Promise.allSettled(forms.map((form, n) => take(form, times[n])))
  await new Promise((done) => setTimeout(done, 50)) // they have joined the queue by now
  await release()
  await first
  return answers
}

describe('a connection that breaks', () => {
  it(`before the commit: the same request is made again, and takes one place ${req('1.H.1')}`, async () => {
    const slotId = await town.slot(3)
    const form = await aForm(slotId)
    const release = await town.hold(slotId)
    const answer = take(form)
    const [pid] = await town.waitingForLocks(1)
    await town.owner`select pg_terminate_backend(${pid ?? 0})`
    await release()
    const settled = await answer
    const [row, ...more] = await reservationsOf(form)
    expect(settled).toEqual({ ok: true, value: { reservationId: row?.id, number: row?.number } })
    expect(more).toEqual([])
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
  })

  it(`between the commit and the answer: the answer is that very reservation ${req('1.H.1')}`, async () => {
    const slotId = await town.slot(3)
    const form = await aForm(slotId)
    wire.cut()
    const answer = await take(form)
    expect(wire.cutsLeft()).toBe(0)
    const [row, ...more] = await reservationsOf(form)
    expect(answer).toEqual({ ok: true, value: { reservationId: row?.id, number: row?.number } })
    expect(more).toEqual([])
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
  })

  it('again and again is a defect, and still no second place is taken when the resident presses again', async () => {
    const slotId = await town.slot(3)
    const form = await aForm(slotId)
    wire.cut(99)
    await expect(take(form)).rejects.toMatchObject({
      code: expect.stringMatching(/^(CONNECTION_CLOSED|57P01)$/),
    })
    wire.cut(0)
    expect(await take(form)).toMatchObject({ ok: true })
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
  })

  it(`under a whole batch: everybody in it is answered with their own reservation ${req('1.H.2')}`, async () => {
    const slotId = await town.slot(9)
    const forms = await Promise.all([1, 2, 3, 4].map(() => aForm(slotId)))
    const release = await town.hold(slotId)
    const first = take(await aForm(slotId))
    await town.waitingForLocks(1)
    const answers = forms.map((form) => take(form))
    await new Promise((done) => setTimeout(done, 50))
    // The answer to the first, and that to the batch behind it.
    wire.cut(2)
    await release()
    expect(await first).toMatchObject({ ok: true })
    for (const [n, answer] of (await Promise.all(answers)).entries()) {
      const [row] = await reservationsOf(forms[n] as PlaceRequest)
      expect(answer).toEqual({ ok: true, value: { reservationId: row?.id, number: row?.number } })
    }
    expect(wire.cutsLeft()).toBe(0)
    expect(await town.count(slotId)).toEqual({ taken: 5, held: 5 })
  })
})

describe('a batch', () => {
  it(`in which one item fails: it fails alone ${req('1.H.2')}`, async () => {
    // The good one is refused in the batch and asked again by itself, which takes longer than the bad one takes to fail.
    const visitor = await town.visitor()
    const subject = visitor.actor.subjectId ?? ''
    await town.owner.unsafe(`
      create function be_refused() returns trigger language plpgsql as $$ begin raise exception 'not in a batch'; end $$;
      create trigger refused before insert on app.reservations for each row
        when (new.subject_id = '${subject}' and current_query() like '%take_places_batch%') execute function be_refused();
      create function be_slow() returns trigger language plpgsql as $$ begin
        if app.subject_id() = '${subject}' and current_query() like '%take_places(%' then perform pg_sleep(0.4); end if;
        return null; end $$;
      create trigger slow before update on app.slots for each statement execute function be_slow();`)
    const slotId = await town.slot(9)
    const bad = await aForm(slotId, { policyVersion: 'not a number' as never })
    const slow = town.form(visitor, [slotId])
    const plain = await aForm(slotId)
    const answers = await inOneBatch(slotId, [plain, bad, slow])
    await town.owner.unsafe('drop trigger refused on app.reservations; drop trigger slow on app.slots')
    expect(answers).toMatchObject([
      { status: 'fulfilled', value: { ok: true } },
      { status: 'rejected', reason: { code: '22P02' } },
      { status: 'fulfilled', value: { ok: true } },
    ])
    expect(await town.count(slotId)).toEqual({ taken: 3, held: 3 })
  })

  it(`with the same request twice: both are answered with one reservation ${req('1.H.1')}`, async () => {
    const slotId = await town.slot(9)
    const form = await aForm(slotId)
    const answers = await inOneBatch(slotId, [form, await aForm(slotId), form])
    expect(answers[0]).toMatchObject({ value: { ok: true } })
    expect(answers[2]).toEqual(answers[0])
    expect(await town.count(slotId)).toEqual({ taken: 3, held: 3 })
  })

  it('knows what time it is, however long the slot has been hot', async () => {
    const startsAt = new Date('2026-11-23T12:05:00+09:00')
    const slotId = await town.slot(9, { startsAt })
    const form = await aForm(slotId)
    const [answer] = await inOneBatch(slotId, [form], [startsAt])
    expect(answer).toEqual({ status: 'fulfilled', value: { ok: false, reason: 'closed' } })
  })

  it('checks each session by itself', async () => {
    const slotId = await town.slot(9)
    const over = { ...(await aForm(slotId)), secretHash: Buffer.alloc(32) }
    const answers = await inOneBatch(slotId, [over, await aForm(slotId)])
    expect(answers).toMatchObject([{ value: { ok: false, reason: 'session-over' } }, { value: { ok: true } }])
    const subjects = await town.owner`
      select distinct subject_id from app.reservation_slots where slot_id = ${slotId}`
    expect(subjects).toHaveLength(2)
  })
})
