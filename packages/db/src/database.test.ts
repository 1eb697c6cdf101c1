import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor, Database } from './index.ts'
import { factories, openTestDatabase, type TestDatabase } from './testing/index.ts'

let test: TestDatabase
let db: Database
const tenantId = randomUUID()
const actor: Actor = { role: 'machine', tenantId, subjectId: null }

beforeAll(async () => {
  test = await openTestDatabase()
  await factories.counters(test.owner, tenantId, { name: 'a' })
  await factories.counters(test.owner, tenantId, { name: 'b' })
  db = test.open('web_api', { max: 2, perTenant: 2 })
})
afterAll(() => test.close())

/** Ends the connection that is asleep in this database, from outside. */
async function endTheSleeper() {
  for (;;) {
    const ended = await test.owner`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event = 'PgSleep'`
    if (ended.length > 0) return
    await wait(5)
  }
}

describe('a connection that is ended in the middle of a query', () => {
  it('fails the one who asked: nobody knows whether it was done', async () => {
    let asked = 0
    const asking = db.as(actor, (tx) => {
      asked++
      return tx`select pg_sleep(30)`
    })
    asking.catch(() => {})
    await endTheSleeper()
    await expect(asking).rejects.toMatchObject({
      code: expect.stringMatching(/^(57P01|CONNECTION_CLOSED)$/),
    })
    expect(asked).toBe(1)
  })

  it('fails none of those who come after', async () => {
    for (let n = 0; n < 6; n++) {
      const [row] = await db.as(actor, (tx) => tx`select app.tenant_id() as tenant`)
      expect(row).toEqual({ tenant: tenantId })
    }
  })
})

describe('two transactions that wait for each other', () => {
  it('are both done in the end, and the caller hears of nothing', async () => {
    let [meetings, done] = [0, 0]
    const both = (first: string, second: string) =>
      db.as(actor, async (tx) => {
        await tx`update app.counters set value = value + 1 where tenant_id = ${tenantId} and name = ${first}`
        if (++meetings < 3) while (meetings < 2) await wait(5)
        await tx`update app.counters set value = value + 1 where tenant_id = ${tenantId} and name = ${second}`
        done++
      })
    await Promise.all([both('a', 'b'), both('b', 'a')])
    const rows = await test.owner`select value::int from app.counters where tenant_id = ${tenantId}`
    expect(rows.map((row) => row.value)).toEqual([2, 2])
    expect([meetings, done]).toEqual([3, 2])
  })
})

describe('a transaction that is over', () => {
  it('takes no more statements: they would land in the next one on the same connection', async () => {
    let late: () => PromiseLike<unknown> = () => Promise.resolve()
    await db.as(actor, async (tx) => {
      late = async () => tx`select 1`
    })
    await expect(late()).rejects.toThrow('the transaction is over')
  })

  it('is not committed when a failed statement was overlooked', async () => {
    const overlooking = db.as(actor, async (tx) => {
      await tx`update app.counters set value = 99 where tenant_id = ${tenantId}`
      await tx`select 1 / 0`.catch(() => {})
    })
    await expect(overlooking).rejects.toThrow('overlooked')
    expect(await test.owner`select from app.counters where value = 99`).toHaveLength(0)
  })

  it('leaves no statement of a failed one behind for those who come after', async () => {
    const failing = db.as(actor, (tx) =>
      Promise.all([tx`select 1 / 0`, tx`select pg_sleep(0.05)`.then(() => tx`select 'left behind'`)]),
    )
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    expect(await db.as(actor, async (tx) => [...(await tx`select 'next' as word`)])).toEqual([
      { word: 'next' },
    ])
  })
})

describe('more work than connections', () => {
  it('waits its turn, and is all done, also when connections are ended meanwhile', async () => {
    const busy = test.open('web_api', { max: 3, name: 'busy' })
    const one = () =>
      busy.alone(tenantId, async (sql) => {
        const [row] = await sql<[{ n: number }]>`select 1 as n from pg_sleep(0.01)`
        return row.n
      })
    const answers = Promise.all(Array.from({ length: 120 }, one))
    for (let n = 0; n < 5; n++) {
      await wait(30)
      await test.owner`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'busy'`
    }
    expect((await answers).reduce((sum, n) => sum + n, 0)).toBe(120)
    const [row] = await test.owner<[{ open: number }]>`
      select count(*)::int as open from pg_stat_activity
      where datname = current_database() and application_name = 'busy'`
    expect(row.open).toBeLessThanOrEqual(3)
  })

  it('that is still going on when the program ends is let end', async () => {
    const ending = test.open('web_api', { max: 1 })
    let begin = () => {}
    const begun = new Promise<void>((settle) => {
      begin = settle
    })
    const last = ending.as(actor, async (tx) => {
      await tx`update app.counters set value = value + 10 where tenant_id = ${tenantId} and name = 'a'`
      begin()
      await wait(100)
      return 'done'
    })
    await begun
    await ending.close()
    expect(await last).toBe('done')
    await expect(ending.ping()).rejects.toMatchObject({ code: 'CONNECTION_ENDED' })
  })
})

describe('every connection', () => {
  it('reads and writes arrays, dates and camelCase columns, the first like the others', async () => {
    const many = test.open('web_api', { max: 4, perTenant: 4 })
    const given = { words: ['一', '二'], ids: [tenantId], day: '2026-11-23' }
    const ask = () =>
      many.as(actor, async (tx) => {
        const [row] = await tx`
          select ${given.words}::text[] as many_words, ${given.ids}::uuid[] as ids, ${given.day}::date as day,
            ${[1, 2]}::int[] as numbers, 'x' = any (${['x']}) as found, pg_sleep(0.02) is null as slept`
        return row
      })
    const expected = {
      manyWords: given.words,
      ids: given.ids,
      day: given.day,
      numbers: [1, 2],
      found: true,
      slept: false,
    }
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(ask))).toEqual(Array(6).fill(expected))
  })
})
