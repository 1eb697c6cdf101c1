import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { provedRequest } from './proved-request.ts'
import { secretOf } from './secret-of.ts'

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
  /** A urlencoded form; `{{request}}` becomes a fresh UUID, `{{pass}}` its pass at `tenantId`, `{{slot}}` one of `slots` in turn, all of one length. */
  form?: string
  tenantId?: string
  slots?: string[]
  /** `{{visitor}}` in the headers becomes the secret of the next visitor, from this one on. */
  visitor?: number
}
export type LoadResult = { perSecond: number; others: Record<string, number> }

const load = JSON.parse(await text(process.stdin)) as Load
const { port, hostname, pathname, search } = new URL(load.url)
const statuses: Record<string, number> = {}
let turn = 0
let visitor = load.visitor ?? 1

// Made before anything is measured, as many as can be needed: a visitor's proof was shown on the page before.
const proved = load.form
  ? Array.from({ length: load.seconds * 8000 }, () => provedRequest(load.tenantId ?? ''))
  : []

const nextBody = () => {
  const slots = load.slots ?? ['']
  const { request, pass } = proved.pop() ?? provedRequest(load.tenantId ?? '')
  return (load.form ?? '')
    .replace('{{request}}', request)
    .replace('{{pass}}', pass)
    .replace('{{slot}}', slots[turn++ % slots.length] ?? '')
}
const head = [
  `${load.form ? 'POST' : 'GET'} ${pathname}${search} HTTP/1.1`,
  ...Object.entries(load.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
  ...(load.form ? [`content-length: ${Buffer.byteLength(nextBody())}`] : []),
  '\r\n',
].join('\r\n')

const nextHead = () => head.replace('{{visitor}}', secretOf('ours', visitor++))

/**
 * One client: asks, waits for the whole answer, asks again on the same connection. By hand, since a load must cost as little
 * as pgbench does: a tool that reads every header took more time of the shared cores than the pages that it asked for.
 */
function client() {
  const socket = connect({ port: Number(port), host: hostname, noDelay: true })
  const ask = () => socket.write(load.form ? nextHead() + nextBody() : head)
  const count = (status: string) => {
    statuses[status] = (statuses[status] ?? 0) + 1
  }
  let answer: Buffer = Buffer.alloc(0)
  socket.on('connect', ask)
  socket.on('data', (chunk) => {
    answer = answer.length > 0 ? Buffer.concat([answer, chunk]) : chunk
    if (!isWhole(answer)) return
    count(answer.toString('latin1', 9, 12))
    answer = Buffer.alloc(0)
    ask()
  })
  socket.on('error', () => count('broken'))
  socket.on('end', () => count('closed'))
  return socket
}

/** As long as its Content-Length says, or ended by its last chunk. */
function isWhole(answer: Buffer): boolean {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.toString('latin1', 0, end))?.[1]
  return length
    ? answer.length === end + 4 + Number(length)
    : answer.toString('latin1', answer.length - 5) === '0\r\n\r\n'
}

const began = performance.now()
const sockets = Array.from({ length: load.clients }, client)
setTimeout(() => {
  const seconds = (performance.now() - began) / 1000
  const { [String(load.expect)]: good = 0, ...others } = statuses
  const result: LoadResult = { perSecond: good / seconds, others }
  process.stdout.write(`${JSON.stringify(result)}\n`)
  for (const socket of sockets) socket.destroy()
}, load.seconds * 1000)
