import { EventEmitter } from 'node:events'
import { parseCronItems, run, type WorkerEvents } from 'graphile-worker'
import type { JobPayload } from './queue.ts'
import { type Log, quiet } from './quiet-queue.ts'

export type Task = (payload: JobPayload) => Promise<void>
export type Schedule = { task: string; match: string; identifier: string }

export type CrewOptions = {
  url: string
  tasks: Record<string, Task>
  concurrency: number
  schedule: Schedule[]
  log: Log
}

/**
 * Some workers of the library, begun together, and what is seen of them: the names in which they lock jobs, the jobs they
 * have in hand, and how long the database has answered none that asked for one. `onName` is called for every new name,
 * before it locks a job.
 */
export async function startCrew(
  { url, tasks, concurrency, schedule, log }: CrewOptions,
  onName: (name: string) => void,
) {
  const inHand = new Set<string>()
  let answered = performance.now()
  const events = new EventEmitter() as WorkerEvents
  events.on('pool:create', ({ workerPool }) => onName(workerPool.id))
  events.on('worker:create', ({ worker }) => onName(worker.workerId))
  events.on('worker:getJob:empty', () => {
    answered = performance.now()
  })
  events.on('job:start', ({ job }) => {
    answered = performance.now()
    inHand.add(String(job.id))
  })
  events.on('job:complete', ({ job }) => void inHand.delete(String(job.id)))
  // It could not say that its job was done.
  events.on('worker:fatalError', ({ worker }) => void inHand.delete(String(worker.getActiveJob()?.id)))

  const runner = await run({
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
  return {
    inHand,
    /** How long nobody who was free has had an answer, in milliseconds. The library may ask in vain for ever. */
    silentFor: () => (inHand.size >= concurrency ? 0 : performance.now() - answered),
    /** Settles when the library has given up, or has been stopped. */
    ended: runner.promise.catch(() => {}),
    stop: () => runner.stop().catch(() => {}), // it may have stopped by itself
  }
}
export type Crew = Awaited<ReturnType<typeof startCrew>>
