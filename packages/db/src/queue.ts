import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import {
  Logger,
  makeWorkerUtils,
  parseCronItems,
  run,
  runMigrations,
  type WorkerEvents,
} from 'graphile-worker'
import { watchWorkers } from './watch-workers.ts'

/** What a job is told: ids only. `outboxId` is the key by which a repeat is recognised. */
export type JobPayload = { tenantId: string; outboxId: string; topic: string; ids: Record<string, string> }
export type Task = (payload: JobPayload) => Promise<void>
type Log = (event: Record<string, unknown>) => void

/** The library's own log lines quote payloads and errors: only its level and scope are passed on. */
const quiet = (log: Log) =>
  new Logger(({ jobId, taskIdentifier }) => (level) => {
    if (level === 'error') log({ level: 'error', event: 'queue', jobId, taskIdentifier })
  })

/** Creates the queue's tables in its own schema. `url` is the `queue` login. Idempotent. */
export const installQueue = (url: string) => runMigrations({ connectionString: url, logger: quiet(() => {}) })

/** Puts jobs into the queue; the same key twice is one job while it waits. */
export async function openQueue(url: string, log: Log) {
  const utils = await makeWorkerUtils({ connectionString: url, logger: quiet(log) })
  return {
    add: (task: string, payload: JobPayload) =>
      utils.addJob(task, payload, { jobKey: payload.outboxId, maxAttempts: 12 }).then(() => {}),
    close: async () => {
      await utils.release()
    },
  }
}
export type Queue = Awaited<ReturnType<typeof openQueue>>

const AGAIN = 3000

export type Schedule = { task: string; match: string; identifier: string }

/**
 * Works off the queue: each task at least once, retried with growing pauses. A job whose program was killed is taken up
 * again within some ten seconds. `stop` lets running tasks end.
 */
export async function startWorkers(
  url: string,
  tasks: Record<string, Task>,
  { concurrency, schedule, log }: { concurrency: number; schedule: Schedule[]; log: Log },
) {
  const workers = new Set<string>()
  const watch = watchWorkers(url, { mine: () => [...workers], log })
  const start = () => {
    workers.clear()
    const events = new EventEmitter() as WorkerEvents
    // Jobs are locked in the name of the pool, or of one of its workers.
    const note = (id: string) => {
      workers.add(id)
      watch.wake()
    }
    events.on('pool:create', ({ workerPool }) => note(workerPool.id))
    events.on('worker:create', ({ worker }) => note(worker.workerId))
    return run({
      connectionString: url,
      concurrency,
      events,
      noHandleSignals: true,
      pollInterval: 1000,
      logger: quiet(log),
      taskList: Object.fromEntries(
        Object.entries(tasks).map(([name, task]) => [
          name,
          (payload: unknown) => task((payload ?? {}) as JobPayload),
        ]),
      ),
      parsedCronItems: parseCronItems(schedule.map((it) => ({ ...it, options: { backfillPeriod: 0 } }))),
    })
  }

  let stopping = false
  let runner = await start()
  /** The library gives up when Postgres has been away for some seconds; we do not. */
  const goOn = async () => {
    while (!stopping) {
      await runner.promise.catch(() => {})
      if (stopping) return
      log({ level: 'error', event: 'queue-stopped' })
      await wait(AGAIN)
      runner = await start().catch(() => runner)
    }
    await runner.stop().catch(() => {})
  }
  const going = goOn()

  return {
    stop: async () => {
      stopping = true
      await runner.stop().catch(() => {}) // it may have stopped by itself
      await Promise.all([watch.stop(), going])
    },
  }
}
