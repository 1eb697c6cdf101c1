import { readFile } from 'node:fs/promises'
import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId } from '../kernel.ts'
import { type BookingDesk, openBookingDesk } from './booking-desk.ts'
import { now, openTown, type Town, type Visitor } from './testing/open-town.ts'

const MIGRATION = new URL('../../../../supabase/migrations/20261124150000_own_subjects.sql', import.meta.url)

let town: Town
let desk: BookingDesk
beforeAll(async () => {
  town = await openTown()
  desk = openBookingDesk(town.visitors, 'key')
})
afterAll(() => town.close())

const without = ({ secret, actor }: Visitor): Visitor => ({ secret, actor })
const take = async (visitor: Visitor, form = town.slot(5).then((slot) => town.form(visitor, [slot]))) => {
  const answer = await desk.take(town.tenantId, await form, now)
  return answer.ok ? 'taken' : answer.reason
}
const reservationsOf = async ({ actor }: Visitor) =>
  (await town.owner`select from app.reservations where subject_id = ${actor.subjectId}`).length

describe(`a session without a letter ${req('1.F.8')}`, () => {
  it('books once; whatever else is asked in it is another person’s, also in two tabs at once', async () => {
    const [one, other] = [await town.visitor(), await town.visitor()]
    expect([await take(one), await take(one)]).toEqual(['taken', 'session-over'])
    const tabs = await Promise.all([take(other), take(other), take(other)])
    expect(tabs.toSorted()).toEqual(['session-over', 'session-over', 'taken'])
    expect([await reservationsOf(one), await reservationsOf(other)]).toEqual([1, 1])
  })

  it('books once in a crowd too, where its bookings travel together', async () => {
    const [visitor, slot, next] = [await town.visitor(), await town.slot(9), await town.slot(9)]
    const crowd = await Promise.all([1, 2, 3, 4].map(() => town.visitor()))
    const forms = [...crowd, visitor].map((it) => town.form(it, [slot]))
    const answers = await Promise.all([
      ...forms.map((form) => desk.take(town.tenantId, form, now)),
      desk.take(town.tenantId, town.form(visitor, [next]), now),
      desk.take(town.tenantId, town.form(visitor, [slot]), now),
    ])
    expect(answers.filter((it) => it.ok)).toHaveLength(5)
    expect(answers.filter((it) => !it.ok && it.reason === 'session-over')).toHaveLength(2)
    expect(await reservationsOf(visitor)).toBe(1)
    expect([await town.count(slot), await town.count(next)].map((it) => it.taken - it.held)).toEqual([0, 0])
  })

  it('is still answered with its reservation when the same form comes again', async () => {
    const visitor = await town.visitor()
    const form = town.form(visitor, [await town.slot(1)])
    expect([await take(visitor, Promise.resolve(form)), await take(visitor, Promise.resolve(form))]).toEqual([
      'taken',
      'taken',
    ])
  })
})

describe(`the session of a card ${req('1.F.8')}`, () => {
  it('books that card’s pick-up and nothing for anybody else, alone and in a crowd', async () => {
    const owner = await town.cardOwner()
    expect(await take(without(owner))).toBe('session-over')
    const slot = await town.slot(9)
    const crowd = await Promise.all([1, 2, 3, 4].map(() => town.visitor()))
    const answers = await Promise.all(
      [...crowd, without(owner)].map((it) => take(it, Promise.resolve(town.form(it, [slot])))),
    )
    expect(answers).toEqual(['taken', 'taken', 'taken', 'taken', 'session-over'])
    expect(await take(owner)).toBe('taken')
    expect(await reservationsOf(owner)).toBe(1)
  })
})

describe('reservations that shared a subject before', () => {
  it('are parted: each is its own, and a card keeps its pick-up', async () => {
    const { owner, tenantId } = town
    const { cardId } = await town.cardOwner()
    const [shared, alone] = [mintId<string>(), mintId<string>()]
    await owner`drop index app.without_a_letter_one_reservation_each`
    await owner`drop function app.card_of_session(bytea)`
    const plant = async (subjectId: string, card: string | null = null) => {
      const { id: reservationId } = await factories.reservations(owner, tenantId, { subjectId })
      await factories.reservationSlots(owner, tenantId, { reservationId, subjectId })
      await factories.reservationPeople(owner, tenantId, { reservationId, subjectId, cardId: card })
      return reservationId
    }
    const ids = [await plant(shared), await plant(shared), await plant(cardId), await plant(cardId, cardId)]
    ids.push(await plant(alone))
    await owner.unsafe(await readFile(MIGRATION, 'utf8'))

    const rows = await owner<{ id: string; subjects: string[] }[]>`
      select r.id, array[r.subject_id, s.subject_id, p.subject_id]::text[] as subjects
      from app.reservations r
      join app.reservation_slots s on s.tenant_id = r.tenant_id and s.reservation_id = r.id
      join app.reservation_people p on p.tenant_id = r.tenant_id and p.reservation_id = r.id
      where r.id = any(${ids})`
    for (const { subjects } of rows) expect(new Set(subjects).size).toBe(1)
    const subjects = ids.map((id) => rows.find((row) => row.id === id)?.subjects[0])
    expect(new Set(subjects).size).toBe(5)
    expect(subjects.slice(0, 3)).not.toContain(shared)
    expect(subjects.slice(3)).toEqual([cardId, alone])
  })
})
