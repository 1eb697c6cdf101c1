import { Logger, makeWorkerUtils, parseCronItems, run, runMigrations } from 'graphile-worker'

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

export type Schedule = { task: string; match: string; identifier: string }

/** Works off the queue: each task at least once, retried with growing pauses. `stop` lets running tasks end. */
export async function startWorkers(
  url: string,
  tasks: Record<string, Task>,
  { concurrency, schedule, log }: { concurrency: number; schedule: Schedule[]; log: Log },
) {
  const runner = await run({
    connectionString: url,
    concurrency,
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
  return { stop: () => runner.stop() }
}
