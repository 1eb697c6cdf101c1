import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Family, openFamily, stranger } from './testing/open-family.ts'

let family: Family

beforeAll(async () => {
  family = await openFamily('parallel')
})
afterAll(() => family?.town.close())

/** Everything asked in this order of a reservation that somebody else has in hand: each stands before it when the next is asked. */
async function inOrder(id: string, ...asks: (() => Promise<unknown>)[]) {
  const keeper = await family.town.owner.reserve()
  await keeper`begin`
  await keeper`select from app.reservations where id = ${id} for update`
  const answers: Promise<unknown>[] = []
  for (const ask of asks) {
    answers.push(ask())
    await family.town.waitingForLocks(answers.length)
  }
  await keeper`commit`
  keeper.release()
  return Promise.all(answers)
}

describe(`who leaves a reservation while it is being moved ${req('2.C.2')} ${req('2.show.1')}`, () => {
  it.each(['resident', 'office'] as const)(
    'has no place in the new time, when the %s moves it',
    async (by) => {
      const [here, there] = await family.row(3, 3)
      const it = await family.booked(here as never)
      await family.people(it, stranger('P09'))
      await family.people(it, stranger('P09'))
      const personId = (await family.stands(it.id)).ids[2] ?? ''
      const move = () =>
        by === 'resident' ? family.change(it, there as never) : family.changeFor(it.id, there as never)
      await inOrder(it.id, () => family.people(it, { act: 'remove', personId }), move)
      expect(await family.stands(it.id)).toMatchObject({ people: ['P09', 'P09'], held: [[there, 2]] })
    },
  )
})
