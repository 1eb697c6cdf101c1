import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { residentOf } from '../identity/resident-sessions.ts'
import { mintId, type RequestId } from '../kernel.ts'
import { openBookingDesk, type PlaceRequest } from './booking-desk.ts'
import { rejoinBooking } from './rejoin-booking.ts'
import { now, openTown, type Town } from './testing/open-town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

/** A booking that was made, and the form that made it. */
async function booked(owner = town.visitor()) {
  const visitor = await owner
  const form = town.form(visitor, [await town.slot(1)])
  const answer = await openBookingDesk(town.visitors, 'key').take(town.tenantId, form, now)
  if (!answer.ok) throw new Error(answer.reason)
  return { visitor, form, id: answer.value.reservationId }
}
const rejoin = (form: PlaceRequest, at = now) => rejoinBooking(town.visitors, town.tenantId, form, at)
const withDetails = (form: PlaceRequest, over: Partial<PlaceRequest['details']>) => ({
  ...form,
  details: { ...form.details, ...over },
})
const sessions = async () => (await town.owner`select from app.resident_sessions`).length

describe('a form that is sent again without the session of the first time', () => {
  it('is answered with what it booked, and with a session of whoever booked', async () => {
    const { visitor, form, id } = await booked()
    const again = await rejoin(form)
    expect(again?.reservationId).toBe(id)
    const found = await residentOf(town.visitors, town.tenantId, again?.secret ?? '', now)
    expect(found).toMatchObject({ subjectId: visitor.actor.subjectId, cardId: null })
  })

  it.each([
    ['another form', (it: PlaceRequest) => ({ ...it, requestId: randomUUID() as RequestId })],
    ['another name', (it: PlaceRequest) => withDetails(it, { kanaKey: 'サトウ' })],
    ['no name', (it: PlaceRequest) => withDetails(it, { kanaKey: undefined })],
    ['another birth date', (it: PlaceRequest) => withDetails(it, { birthDate: '1980-04-02' })],
    ['another procedure', (it: PlaceRequest) => withDetails(it, { procedure: 'P11' })],
  ])('with %s is a stranger’s: no reservation, no session', async (_, changed) => {
    const { form } = await booked()
    const before = await sessions()
    expect(await rejoin(changed(form))).toBeNull()
    expect(await sessions()).toBe(before)
  })

  it('is a stranger’s once no session could last so long', async () => {
    const { form } = await booked()
    const late = (seconds: number) => new Date(now.getTime() + 2 * 60 * 60_000 + seconds * 1000)
    expect(await rejoin(form, late(-1))).not.toBeNull()
    expect(await rejoin(form, late(0))).toBeNull()
  })

  it('tells nothing of the booking of a card: its owner has a letter to show', async () => {
    const { form } = await booked(town.cardOwner())
    expect(await rejoin(withDetails(form, { kanaKey: 'ヤマダハナコ', birthDate: '1980-04-01' }))).toBeNull()
  })

  it('in another municipality finds nothing', async () => {
    const { form } = await booked()
    expect(await rejoinBooking(town.visitors, mintId<string>(), form, now)).toBeNull()
  })
})
