import { Logger } from 'graphile-worker'

export type Log = (event: Record<string, unknown>) => void

/** The library's own log lines quote payloads and errors: only its level and scope are passed on. */
export const quiet = (log: Log) =>
  new Logger(({ jobId, taskIdentifier }) => (level) => {
    if (level === 'error') log({ level: 'error', event: 'queue', jobId, taskIdentifier })
  })
