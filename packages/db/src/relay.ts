import type { Database, Tx } from './database.ts'
import type { Queue } from './queue.ts'

type Message = { id: string; topic: string; payload: Record<string, string> }

/** How long a tenant that was quiet may wait to be looked at, and one that was busy, in milliseconds. */
const IDLE = 1500
const BUSY = 100
const AT_ONCE = 200

/** Listeners of this channel are told which tenant's data has changed: `{"tenantId":"…","topics":["…"]}`. */
export const CHANGED = 'app_changed'

const claim = (tx: Tx, tenantId: string) => tx<Message[]>`
  select id, topic, payload from app.outbox
  where tenant_id = ${tenantId} order by created_at, id limit ${AT_ONCE} for update skip locked`

async function clear(tx: Tx, tenantId: string, messages: Message[]) {
  const topics = [...new Set(messages.map((it) => it.topic))]
  await tx`select pg_notify(${CHANGED}, ${JSON.stringify({ tenantId, topics })})`
  await tx`delete from app.outbox where tenant_id = ${tenantId} and id = any(${messages.map((it) => it.id)})`
}

/**
 * Takes a tenant's messages out of the outbox: tells the listeners, hands each to the queue with its id as key, and
 * forgets it, all before the commit. A crash anywhere repeats the message under the same key. Returns how many.
 */
export const relayOnce = (
  db: Database,
  queue: Queue,
  tasks: ReadonlySet<string>,
  tenantId: string,
): Promise<number> =>
  db.as({ role: 'machine', tenantId, subjectId: null }, async (tx) => {
    const messages = await claim(tx, tenantId)
    if (messages.length === 0) return 0
    const jobs = messages.filter(({ topic }) => tasks.has(topic))
    await Promise.all(
      jobs.map(({ id, topic, payload }) => queue.add(topic, { tenantId, outboxId: id, topic, ids: payload })),
    )
    await clear(tx, tenantId, messages)
    return messages.length
  })

type Options = {
  db: Database
  queue: Queue
  tasks: ReadonlySet<string>
  /** The tenants to look after, asked again each round. */
  tenants: () => readonly string[]
  log: (event: Record<string, unknown>) => void
}

/** Relays for every tenant until stopped: busy tenants often, quiet ones now and then. Copies share the work. */
export function startRelay({ db, queue, tasks, tenants, log }: Options) {
  const due = new Map<string, number>()
  const idle = new Map<string, number>()
  let stopped = false
  let wake = () => {}

  const look = async (tenantId: string) => {
    try {
      const relayed = await relayOnce(db, queue, tasks, tenantId)
      const pause = relayed > 0 ? BUSY : Math.min(IDLE, (idle.get(tenantId) ?? BUSY) * 2)
      idle.set(tenantId, pause)
      due.set(tenantId, Date.now() + pause)
    } catch (defect) {
      due.set(tenantId, Date.now() + IDLE)
      log({
        level: 'error',
        event: 'relay',
        tenantId,
        code: (defect as { code?: string }).code ?? String((defect as Error).name),
      })
    }
  }
  const rounds = (async () => {
    while (!stopped) {
      for (const tenantId of tenants()) {
        if (!stopped && (due.get(tenantId) ?? 0) <= Date.now()) await look(tenantId)
      }
      await new Promise<void>((go) => {
        wake = go
        setTimeout(go, 50)
      })
    }
  })()

  return {
    stop: async () => {
      stopped = true
      wake()
      await rounds
    },
  }
}
