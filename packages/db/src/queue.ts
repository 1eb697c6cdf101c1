import { makeWorkerUtils, runMigrations } from 'graphile-worker'
import { type Log, quiet } from './quiet-queue.ts'

export type { Schedule, Task } from './crew.ts'
export { startWorkers } from './start-workers.ts'

/** What a job is told: ids only. `outboxId` is the key by which a repeat is recognised. */
export type JobPayload = { tenantId: string; outboxId: string; topic: string; ids: Record<string, string> }

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
