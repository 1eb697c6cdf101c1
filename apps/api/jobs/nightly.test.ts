import { openTenantDirectory } from '@madoguchi/core/tenancy'
import type { Task } from '@madoguchi/db/queue'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTasks } from './tasks.ts'

const now = new Date('2026-11-23T02:40:00+09:00')
const HOUR = 3_600_000
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR)
const towns = ['0192a1b2-0000-7000-8000-000000000001', '0192a1b2-0000-7000-8000-000000000002'] as const
const job = { tenantId: '', outboxId: '', topic: '', ids: {} }

let test: TestDatabase
let tasks: Record<string, Task>
let closeDirectory: () => Promise<void>
const logged: Record<string, unknown>[] = []

const profile = {
  name: { ja: '試験町' },
  kana: 'しけんちょう',
  prefecture: '試験県',
  languages: ['ja'],
  contact: { name: { ja: '住民課' }, telephone: '000-000-0000', hours: { ja: '平日' }, mail: 'x@example.jp' },
}

beforeAll(async () => {
  test = await openTestDatabase()
  for (const tenantId of towns) {
    await factories.tenants(test.owner, tenantId, { id: tenantId, profile })
    await factories.tenantHosts(test.owner, tenantId)
  }
  const db = test.open('web_api')
  const directory = await openTenantDirectory(db, 'booking')
  closeDirectory = directory.close
  const log = (event: Record<string, unknown>) => void logged.push(event)
  const ports = { db, directory, keys: { pepper: '', seal: '' }, addressOf: String, now: () => now, log }
  tasks = openTasks({ ...ports, settings: {}, languages: {}, postOf: () => Promise.reject } as never)
})
afterAll(async () => {
  await closeDirectory()
  await test.close()
})
beforeEach(() => logged.splice(0))

const left = async (table: string) =>
  (await test.owner<{ id: string }[]>`select id from app.${test.owner(table)} order by id`)
    .map((row) => row.id)
    .toSorted()
const ids = (...rows: { id: string }[]) => rows.map((row) => row.id).toSorted()

describe('the nightly purge', () => {
  it('forgets in every municipality what is older than a day, and keeps the rest', async () => {
    const kept: Record<string, { id: string }[]> = {
      guess_failures: [],
      resident_sessions: [],
      number_guards: [],
      used_proofs: [],
      waiting_lines: [],
    }
    for (const town of towns) {
      await factories.guessFailures(test.owner, town, { failedAt: ago(24.01) })
      kept.guess_failures?.push(await factories.guessFailures(test.owner, town, { failedAt: ago(23.99) }))
      await factories.residentSessions(test.owner, town, { expiresAt: ago(24.01) })
      kept.resident_sessions?.push(
        await factories.residentSessions(test.owner, town, { expiresAt: ago(23.99) }),
      )
      await factories.numberGuards(test.owner, town, { seenAt: ago(24.01) })
      kept.number_guards?.push(await factories.numberGuards(test.owner, town, { seenAt: ago(23.99) }))
      await factories.usedProofs(test.owner, town, { until: ago(0.01) })
      kept.used_proofs?.push(await factories.usedProofs(test.owner, town, { until: ago(-0.01) }))
      await factories.waitingLines(test.owner, town, { freeAt: ago(24.01) })
      kept.waiting_lines?.push(await factories.waitingLines(test.owner, town, { freeAt: ago(23.99) }))
    }
    await tasks.purge?.(job)
    for (const [table, rows] of Object.entries(kept)) expect(await left(table), table).toEqual(ids(...rows))
    expect(logged).toEqual(
      towns.map((tenantId) => ({
        level: 'info',
        event: 'purged',
        tenantId,
        failures: 1,
        guards: 1,
        sessions: 1,
        proofs: 1,
        lines: 1,
      })),
    )
  })

  it('does not forget how often a number was guessed at, as long as guessing goes on or it is locked', async () => {
    await test.owner`delete from app.number_guards`
    const guard = (over: Parameters<typeof factories.numberGuards>[2]) =>
      factories.numberGuards(test.owner, towns[0], over)
    const [DAY, MONTH] = [24, 24 * 30]
    await guard({ lifetime: 4, seenAt: ago(MONTH + 1) })
    const kept = [
      await guard({ lifetime: 4, failures: 4, seenAt: ago(DAY * 2) }),
      await guard({ lifetime: 4, seenAt: ago(MONTH - 1) }),
      await guard({ lifetime: 17, failures: 17, seenAt: ago(MONTH + 1), lockedUntil: ago(-1) }),
      await guard({ lifetime: 100, seenAt: ago(MONTH * 12) }),
    ]
    await tasks.purge?.(job)
    expect(await left('number_guards')).toEqual(ids(...kept))
  })
})

describe('the nightly recount', () => {
  it('says nothing when the counters are what the reservations hold', async () => {
    for (const town of towns) await factories.reservationSlots(test.owner, town)
    await tasks['places.recount']?.(job)
    expect(logged).toEqual([])
  })

  it('reports each slot that is counted wrongly, with its municipality', async () => {
    const slot = await factories.slots(test.owner, towns[1], { takenWeb: 1 })
    await tasks['places.recount']?.(job)
    expect(logged).toEqual([
      {
        level: 'error',
        event: 'places-miscounted',
        tenantId: towns[1],
        slotId: slot.id,
        counted: { web: 1, telephone: 0, counter: 0 },
        held: { web: 0, telephone: 0, counter: 0 },
      },
    ])
  })
})

describe('a nightly task that fails for one municipality', () => {
  it('goes on with the others, and fails in the end so that it is tried again', async () => {
    // The first town's failures cannot be deleted: as if its part of the database were away.
    await test.owner.unsafe(`
      create function be_away() returns trigger language plpgsql as $$ begin raise exception 'away'; end $$;
      create trigger away before delete on app.guess_failures for each row
        when (old.tenant_id = '${towns[0]}') execute function be_away();`)
    for (const town of towns) await factories.guessFailures(test.owner, town, { failedAt: ago(48) })
    await expect(tasks.purge?.(job)).rejects.toThrow(/^purge failed for town-/)
    const rows = await test.owner`select tenant_id from app.guess_failures where failed_at < ${ago(24)}`
    expect(rows.map((row) => row.tenantId)).toEqual([towns[0]])
  })
})

describe('making slots', () => {
  it('is for every municipality at night, and for one when it was left a message', async () => {
    // These towns have no rules: who was visited says so.
    const generate = tasks['slots.generate']
    await expect(generate?.(job)).rejects.toThrow(/^slots\.generate failed for town-\d+, town-\d+$/)
    await expect(generate?.({ ...job, tenantId: towns[0] })).rejects.toThrow('a municipality without rules')
  })
})
