import { setTimeout as wait } from 'node:timers/promises'
import { connect } from './database.ts'

const EVERY = 5000

type Options = {
  /** The names in which this program locks jobs: those of the workers it has now, and of those that have yet to leave. */
  mine: () => { now: readonly string[]; leaving: readonly string[] }
  /** Is told each round which jobs the workers it has now hold for longer than a task takes to be noticed. */
  seen: (jobs: readonly string[]) => void
  log: (event: Record<string, unknown>) => void
}

/**
 * Gives back the jobs of workers that are gone: killed in the middle of a job they leave it locked, and the queue itself
 * would wait four hours. Every worker's life is an advisory lock on one connection, which ends with its program; whose
 * lock can be had is gone. A worker that has just begun may hold a job before it holds its lock: a job is left alone for
 * its first seconds, and `wake` is called for every new worker. A job may be done twice at once when only that connection
 * broke: tasks bear that.
 */
export function watchWorkers(url: string, { mine, seen, log }: Options) {
  const open = () =>
    connect(url, { max: 1, fetch_types: false, connection: { application_name: 'madoguchi-watch' } })
  let sql = open()
  let marked: { pid: number; ids: Set<string> } = { pid: 0, ids: new Set() }
  let stopped = false
  let due = false
  let wake = () => {}

  async function mark() {
    const [{ pid }] = await sql<[{ pid: number }]>`select pg_backend_pid() as pid`
    if (pid !== marked.pid) marked = { pid, ids: new Set() }
    const { now, leaving } = mine()
    const names = new Set([...now, ...leaving])
    for (const id of [...names].filter((it) => !marked.ids.has(it))) {
      await sql`select pg_advisory_lock(hashtextextended(${id}::text, 0))`
      marked.ids.add(id)
    }
    for (const id of [...marked.ids].filter((it) => !names.has(it))) {
      await sql`select pg_advisory_unlock(hashtextextended(${id}::text, 0))`
      marked.ids.delete(id)
    }
  }

  async function freeJobsOfTheDead() {
    const locked = await sql<{ worker: string }[]>`
      select distinct locked_by as worker from graphile_worker.jobs
      where locked_by is not null and locked_at < now() - interval '3 seconds'`
    for (const { worker } of locked.filter((it) => !marked.ids.has(it.worker))) {
      const [{ gone }] = await sql<[{ gone: boolean }]>`
        select pg_try_advisory_lock(hashtextextended(${worker}::text, 0)) as gone`
      if (!gone) continue
      await sql`select graphile_worker.force_unlock_workers(array[${worker}]::text[])`
      await sql`select pg_advisory_unlock(hashtextextended(${worker}::text, 0))`
      log({ level: 'warn', event: 'worker-gone', worker })
    }
  }

  async function tellWhatIsHeld() {
    // As one text: this connection does not know the types of arrays.
    const names = mine().now.join(' ')
    const held = await sql<{ id: string }[]>`
      select id::text from graphile_worker.jobs
      where locked_by = any(string_to_array(${names}, ' ')) and locked_at < now() - interval '10 seconds'`
    seen(held.map(({ id }) => id))
  }

  async function look() {
    try {
      await mark()
      await freeJobsOfTheDead()
      await tellWhatIsHeld()
    } catch (defect) {
      log({ level: 'error', event: 'watch-workers', code: String((defect as { code?: string }).code) })
      // The driver does not recover from every broken connection (docs/decisions/0011-connections.md).
      await sql.end({ timeout: 0 })
      sql = open()
    }
  }

  const rounds = (async () => {
    while (!stopped) {
      due = false
      await look()
      if (!due && !stopped)
        await Promise.race([wait(EVERY, null, { ref: false }), new Promise<void>((go) => (wake = go))])
    }
    await sql.end({ timeout: 1 })
  })()

  return {
    wake: () => {
      due = true
      wake()
    },
    stop: async () => {
      stopped = true
      wake()
      await rounds
    },
  }
}
