import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from './index.ts'
import { installQueue, type JobPayload, openQueue, type Queue } from './queue.ts'
import { CHANGED, relayOnce, startRelay } from './relay.ts'
import { factories, openTestDatabase, type TestDatabase } from './testing/index.ts'

let test: TestDatabase
let machine: Database
let queue: Queue
const logged: Record<string, unknown>[] = []
const log = (event: Record<string, unknown>) => void logged.push(event)
const tasks = new Set(['reservation.booked'])
let here: string

beforeAll(async () => {
  test = await openTestDatabase()
  const [row] = await test.owner<[{ name: string }]>`select current_database() as name`
  await test.owner`grant create on database ${test.owner(row.name)} to queue` // a clone has no grants of its own
  await installQueue(test.urlFor('queue'))
  queue = await openQueue(test.urlFor('queue'), log)
  machine = test.open('web_api')
})
afterAll(async () => {
  await queue.close()
  await test.close()
})
beforeEach(async () => {
  here = randomUUID()
  await factories.tenants(test.owner, here)
})

const message = (topic = 'reservation.booked', tenantId = here) =>
  factories.outbox(test.owner, tenantId, { topic })
const left = async (tenantId = here) =>
  (await test.owner<{ id: string }[]>`select id from app.outbox where tenant_id = ${tenantId}`).map(
    (row) => row.id,
  )
const jobs = async () =>
  (
    await test.owner<{ key: string; payload: JobPayload }[]>`
      select j.key, p.payload from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id
      where p.payload ->> 'tenantId' = ${here}`
  ).map((row) => ({ key: row.key, ids: row.payload.ids }))

describe('the relay', () => {
  it('hands each message to the queue under its own id, with ids only, and forgets it', async () => {
    const messages = [await message(), await message()]
    expect(await relayOnce(machine, queue, tasks, here)).toBe(2)
    expect((await jobs()).toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual(
      messages
        .map(({ id, payload }) => ({ key: id, ids: payload }))
        .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    )
    expect(await left()).toEqual([])
    expect(await relayOnce(machine, queue, tasks, here)).toBe(0)
  })

  it('clears a topic that has no task, and makes no job of it', async () => {
    await message('places.freed')
    expect(await relayOnce(machine, queue, tasks, here)).toBe(1)
    expect(await jobs()).toEqual([])
    expect(await left()).toEqual([])
  })

  it('looks after one municipality and touches no other', async () => {
    const elsewhere = randomUUID()
    const { id } = await message('reservation.booked', elsewhere)
    await message()
    expect(await relayOnce(machine, queue, tasks, here)).toBe(1)
    expect(await left(elsewhere)).toEqual([id])
  })

  it('tells the listeners which municipality has changed, and in what', async () => {
    const heard: unknown[] = []
    const ear = await machine.listen(CHANGED, (payload) => heard.push(JSON.parse(payload)))
    await message()
    await message('places.freed')
    await message('places.freed')
    await relayOnce(machine, queue, tasks, here)
    await expect.poll(() => heard, { timeout: 10_000 }).toHaveLength(1)
    expect(heard).toEqual([
      { tenantId: here, topics: expect.arrayContaining(['reservation.booked', 'places.freed']) },
    ])
    await ear.unlisten()
  })
})

describe('two copies at once', () => {
  it('take each its own: who comes second does not wait for what the first has in hand', async () => {
    const { id: inHand } = await message()
    let arrived = () => {}
    let goOn = () => {}
    const atWork = new Promise<void>((done) => {
      arrived = done
    })
    const held = new Promise<void>((done) => {
      goOn = done
    })
    const slow: Queue = {
      ...queue,
      add: async (...job) => {
        arrived()
        await held
        await queue.add(...job)
      },
    }
    const first = relayOnce(machine, slow, tasks, here)
    await atWork
    const { id: other } = await message()
    try {
      // One that waits would wait for ever here, and be ended by its role's own limit of time.
      expect(await relayOnce(machine, queue, tasks, here)).toBe(1)
      expect(await left()).toEqual([inHand])
    } finally {
      goOn()
    }
    expect(await first).toBe(1)
    expect((await jobs()).map(({ key }) => key).toSorted()).toEqual([inHand, other].toSorted())
  })
})

describe('a crash between the queue and the commit', () => {
  it('repeats the message under the same key: one job in the end', async () => {
    const { id } = await message()
    const dying: Queue = {
      ...queue,
      add: async (...job) => {
        await queue.add(...job)
        throw new Error('killed')
      },
    }
    await expect(relayOnce(machine, dying, tasks, here)).rejects.toThrow('killed')
    expect(await left()).toEqual([id])
    expect(await jobs()).toMatchObject([{ key: id }])

    expect(await relayOnce(machine, queue, tasks, here)).toBe(1)
    expect(await jobs()).toMatchObject([{ key: id }])
    expect(await left()).toEqual([])
  })

  it('also when it is the connection to Postgres that ends', async () => {
    const { id } = await message()
    const dying: Queue = {
      ...queue,
      add: async (...job) => {
        await queue.add(...job)
        await test.owner`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and state = 'idle in transaction' and usename = 'web_api'`
      },
    }
    await expect(relayOnce(machine, dying, tasks, here)).rejects.toThrow()
    expect(await left()).toEqual([id])
    expect(await relayOnce(machine, queue, tasks, here)).toBe(1)
    expect(await jobs()).toMatchObject([{ key: id }])
  })
})

describe('two relays at once', () => {
  it('share the messages: each is handed on once', async () => {
    const ids: string[] = []
    for (let n = 0; n < 30; n++) ids.push((await message()).id)
    const added: string[] = []
    const counting: Queue = {
      ...queue,
      add: async (task, payload) => {
        added.push(payload.outboxId)
        await queue.add(task, payload)
      },
    }
    const copies = [machine, test.open('web_api')].map((db) =>
      startRelay({ db, queue: counting, tasks, tenants: () => [here], log }),
    )
    await expect.poll(() => left(), { timeout: 10_000 }).toEqual([])
    await Promise.all(copies.map((copy) => copy.stop()))
    expect(added.toSorted()).toEqual(ids.toSorted())
    expect(await jobs()).toHaveLength(30)
  })

  it('go on with the others when one municipality’s messages cannot be handed on', async () => {
    const broken = randomUUID()
    await message('reservation.booked', broken)
    await message()
    const refusing: Queue = {
      ...queue,
      add: (task, payload) =>
        payload.tenantId === broken ? Promise.reject(new Error('no')) : queue.add(task, payload),
    }
    const relay = startRelay({ db: machine, queue: refusing, tasks, tenants: () => [broken, here], log })
    await expect.poll(() => left(), { timeout: 10_000 }).toEqual([])
    await relay.stop()
    expect(await left(broken)).toHaveLength(1)
    expect(logged).toContainEqual({ level: 'error', event: 'relay', tenantId: broken, code: 'Error' })
  })
})
