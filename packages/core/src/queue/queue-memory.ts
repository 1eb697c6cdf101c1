import { createHash } from 'node:crypto'
import { CHANGED, type Database } from '@madoguchi/db'
import { dateAt } from '../calendar.ts'
import type { TenantId, VenueId } from '../kernel.ts'
import { keepRecent } from '../tenancy/index.ts'
import { type Ticket, ticketsOn } from './tickets.sql.ts'

/** The numbers of a venue today. `mark` is another whenever anything that is shown has changed. */
export type QueueNow = { tickets: readonly Ticket[]; asOf: Date; mark: string }

type Options = {
  /** The program's own role. */
  role: 'resident' | 'staff' | 'machine'
  clock?: () => Date
}

/** However many look, and however often numbers are called: a venue is read at most twice a second. */
const AGES = { maxAge: 5_000, minAge: 500 }

/**
 * The queues of every venue, from memory: one query at a time for each, at most 5 s old, renewed sooner when the relay says that
 * something has changed. Whoever listens is told only of a change that can be seen. Each copy of a program keeps its own.
 */
export async function openQueues(db: Database, { role, clock = () => new Date() }: Options) {
  const recent = keepRecent(read, AGES)
  const listeners = new Map<string, Set<() => void>>()
  const told = new Map<string, string>()
  const due = new Map<string, NodeJS.Timeout>()
  const ear = await db.listen(
    CHANGED,
    (payload) => {
      const tenantId = tenantIn(payload)
      if (tenantId) changed(tenantId)
    },
    () => changed(null),
  )

  async function read(key: string): Promise<QueueNow> {
    const [tenantId, venueId] = key.split(' ') as [TenantId, VenueId]
    const asOf = clock()
    const tickets = await db.as({ role, tenantId, subjectId: null }, (tx) =>
      ticketsOn(tx, tenantId, venueId, dateAt(asOf)),
    )
    return { tickets: [...tickets], asOf, mark: markOf(tickets) }
  }

  function changed(tenantId: string | null) {
    const isTheirs = (key: string) => tenantId === null || key.startsWith(`${tenantId} `)
    recent.spoil(isTheirs)
    for (const key of [...listeners.keys()].filter(isTheirs)) if (!due.has(key)) due.set(key, soon(key))
  }

  /** Not before what is in memory may be read anew; calls that follow each other quickly are told once. */
  const soon = (key: string) =>
    setTimeout(async () => {
      due.delete(key)
      const now = await Promise.resolve(recent.of(key)).catch(() => null)
      if (!now || now.mark === told.get(key)) return
      told.set(key, now.mark)
      for (const hear of listeners.get(key) ?? []) hear()
    }, AGES.minAge + 10).unref()

  const keyOf = (tenantId: TenantId, venueId: VenueId) => `${tenantId} ${venueId}`
  return {
    /** As it is at this moment, for whoever has just changed it. */
    fresh: (tenantId: TenantId, venueId: VenueId): Promise<QueueNow> => read(keyOf(tenantId, venueId)),

    at: async (tenantId: TenantId, venueId: VenueId): Promise<QueueNow> =>
      recent.of(keyOf(tenantId, venueId)),

    /** Calls `hear` after every change of a venue that can be seen. Answers how to stop listening. */
    listen(tenantId: TenantId, venueId: VenueId, hear: () => void): () => void {
      const key = keyOf(tenantId, venueId)
      const those = listeners.get(key) ?? new Set()
      listeners.set(key, those.add(hear))
      return () => {
        those.delete(hear)
        if (those.size === 0) listeners.delete(key)
      }
    },

    close: () => ear.unlisten(),
  }
}
export type Queues = Awaited<ReturnType<typeof openQueues>>

const markOf = (tickets: readonly Ticket[]) =>
  createHash('sha256')
    .update(
      JSON.stringify(
        tickets.map((it) => [it.id, it.state, it.laneId, it.counter, it.calledAt, it.forCounter]),
      ),
    )
    .digest('base64url')

/** The tenant whose queue may have changed; empty for what is none of ours. */
function tenantIn(payload: string): string {
  try {
    const { tenantId, topics } = JSON.parse(payload)
    return Array.isArray(topics) && topics.includes('queue.changed') ? String(tenantId) : ''
  } catch {
    return ''
  }
}
