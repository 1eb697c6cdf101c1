import { text } from 'node:stream/consumers'
import autocannon from 'autocannon'

/**
 * A load of its own process, so that it does not share a thread with what it measures. Reads its task as JSON from
 * standard input, prints one line: answers per second that had the expected status, and how many had another.
 */
export type Load = {
  url: string
  clients: number
  seconds: number
  expect: number
  headers?: Record<string, string>
  /** A urlencoded form; `{{request}}` becomes a fresh UUID and `{{slot}}` one of `slots` in turn. */
  form?: string
  slots?: string[]
}
export type LoadResult = { perSecond: number; others: Record<string, number>; bytes: number }

const load = JSON.parse(await text(process.stdin)) as Load
const statuses: Record<string, number> = {}
let turn = 0

const nextBody = () => {
  const slots = load.slots ?? ['']
  return (load.form ?? '')
    .replace('{{request}}', crypto.randomUUID())
    .replace('{{slot}}', slots[turn++ % slots.length] ?? '')
}

const instance = autocannon(
  {
    url: load.url,
    connections: load.clients,
    duration: load.seconds,
    headers: load.headers ?? {},
    ...(load.form
      ? {
          method: 'POST',
          requests: [{ setupRequest: (request: autocannon.Request) => ({ ...request, body: nextBody() }) }],
        }
      : {}),
  },
  (defect, result) => {
    if (defect) throw defect
    const { [String(load.expect)]: good = 0, ...others } = statuses
    const answer: LoadResult = { perSecond: good / result.duration, others, bytes: result.throughput.average }
    process.stdout.write(`${JSON.stringify(answer)}\n`)
  },
)
instance.on('response', (_client, status) => {
  statuses[status] = (statuses[status] ?? 0) + 1
})
