import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportId } from '../../kernel.ts'
import { commitArrivals } from './commit-arrivals.ts'
import { discardArrivals } from './discard-arrivals.ts'
import { fileA } from './testing/read-file.ts'
import { keys, now, openTowns, stage, type Towns } from './testing/town.ts'

let towns: Towns
beforeAll(async () => {
  towns = await openTowns()
})
afterAll(() => towns.close())

/** Holds an import until so many officers stand before it: without a lock both have read its state by then. */
async function whileHeld<T>(importId: ImportId, officers: () => Promise<T>[]): Promise<T[]> {
  const third = await towns.owner.reserve()
  await third`begin`
  await third`select from app.arrival_imports where id = ${importId} for update`
  const under = officers()
  for (let waiting = 0; waiting < under.length; await wait(5)) {
    const rows = await towns.owner`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    waiting = rows.length
  }
  await third`commit`
  third.release()
  return Promise.all(under)
}

describe('two officers before one dry run', () => {
  it('of whom one discards what the other takes in: one of them is refused, and it is whole or not at all', async () => {
    const importId = await stage(towns, towns.ageo, fileA)
    const step = { importId, terminal: '受入端末1', keys }
    const answers = await whileHeld<{ ok: boolean }>(importId, () => [
      commitArrivals(towns.db, towns.ageo, step, now),
      discardArrivals(towns.db, towns.ageo, importId),
    ])
    expect(answers.filter((it) => it.ok)).toHaveLength(1)
    const [stands] = await towns.owner`
      select i.state, (select count(*)::int from app.cards c where c.tenant_id = i.tenant_id) as cards
      from app.arrival_imports i where i.id = ${importId}`
    expect([
      { state: 'committed', cards: 312 },
      { state: 'discarded', cards: 0 },
    ]).toContainEqual(stands)
  })
})
