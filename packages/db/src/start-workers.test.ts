import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { installQueue, type JobPayload, openQueue, type Queue, startWorkers } from './queue.ts'
import { factories, openTestDatabase, type TestDatabase } from './testing/index.ts'

let test: TestDatabase
let queue: Queue
let here: string
const logged: Record<string, unknown>[] = []
const log = (event: Record<string, unknown>) => void logged.push(event)

beforeAll(async () => {
  test = await openTestDatabase()
  const [row] = await test.owner<[{ name: string }]>`select current_database() as name`
  await test.owner`grant create on database ${test.owner(row.name)} to queue` // a clone has no grants of its own
  await installQueue(test.urlFor('queue'))
  queue = await openQueue(test.urlFor('queue'), log)
})
afterAll(async () => {
  await queue.close()
  await test.close()
})
beforeEach(async () => {
  here = randomUUID()
  await factories.tenants(test.owner, here)
})

describe('the workers', () => {
  const job = (topic: string): JobPayload => ({ tenantId: here, outboxId: randomUUID(), topic, ids: {} })
  const work = (done: string[], task = 'note') =>
    startWorkers(
      test.urlFor('queue'),
      { [task]: async ({ outboxId }) => void done.push(outboxId) },
      { concurrency: 2, schedule: [], log },
    )

  it('take up at once the jobs that a killed program left locked', async () => {
    const it = job('note')
    await queue.add('note', it)
    await test.owner`
      update graphile_worker._private_jobs set locked_by = 'worker-of-the-dead', locked_at = now() - interval '4 seconds' where key = ${it.outboxId}`
    const done: string[] = []
    const workers = await work(done)
    await expect.poll(() => done, { timeout: 15_000 }).toEqual([it.outboxId])
    await workers.stop()
    expect(logged).toContainEqual({ level: 'warn', event: 'worker-gone', worker: 'worker-of-the-dead' })
  })

  it('leave alone the job of a neighbour who is alive', async () => {
    const it = job('slow')
    let [began, ended] = [0, 0]
    const neighbour = await startWorkers(
      test.urlFor('queue'),
      {
        slow: async () => {
          began++
          await wait(2500)
          ended++
        },
      },
      { concurrency: 1, schedule: [], log },
    )
    await queue.add('slow', it)
    await expect.poll(() => began, { timeout: 10_000 }).toBe(1)
    const late = await startWorkers(
      test.urlFor('queue'),
      { slow: async () => void began++ },
      { concurrency: 1, schedule: [], log },
    )
    await expect.poll(() => ended, { timeout: 10_000 }).toBe(1)
    await Promise.all([neighbour.stop(), late.stop()])
    expect(began).toBe(1)
  })

  it('go on after every connection of the queue was ended', async () => {
    const done: string[] = []
    const workers = await work(done)
    for (let n = 0; n < 3; n++) {
      await wait(300)
      await test.owner`
        select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'queue'`
    }
    const it = job('note')
    await expect
      .poll(
        () =>
          queue.add('note', it).then(
            () => true,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true)
    await expect.poll(() => done, { timeout: 28_000 }).toEqual([it.outboxId])
    await workers.stop()
  }, 60_000)

  it('take up a job that none of them knows of, though it is locked in their name: the answer was lost', async () => {
    const done: string[] = []
    const workers = await startWorkers(
      test.urlFor('queue'),
      { note: async ({ outboxId }) => void done.push(outboxId), slow: () => wait(1500) },
      { concurrency: 2, schedule: [], log },
    )
    await queue.add('slow', job('slow'))
    const nameOfThem = async () =>
      (await test.owner`select locked_by from graphile_worker._private_jobs where locked_by is not null`)[0]
        ?.lockedBy
    await expect.poll(nameOfThem, { timeout: 10_000 }).toMatch(/^pool-/)
    const it = job('note')
    const name = await nameOfThem()
    await test.owner.begin(async (tx) => {
      await tx`select graphile_worker.add_job('note', payload := ${tx.json(it)}::json, job_key := ${it.outboxId})`
      await tx`update graphile_worker._private_jobs set locked_by = ${name}, locked_at = now() - interval '11 seconds'
        where key = ${it.outboxId}`
    })
    await expect.poll(() => done, { timeout: 28_000, interval: 200 }).toEqual([it.outboxId])
    await workers.stop()
  }, 60_000)

  it('go on when their very first question failed, after which the library would never have an answer', async () => {
    await test.owner`alter table graphile_worker._private_tasks rename to away`
    const done: string[] = []
    const workers = await work(done)
    await wait(1500)
    await test.owner`alter table graphile_worker.away rename to _private_tasks`
    const it = job('note')
    await queue.add('note', it)
    await expect.poll(() => done, { timeout: 28_000, interval: 200 }).toEqual([it.outboxId])
    await workers.stop()
  }, 60_000)
})
