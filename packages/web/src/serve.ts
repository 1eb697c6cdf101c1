import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { type HttpBindings, serve as listen } from '@hono/node-server'

type App = {
  fetch: (request: Request, env: HttpBindings) => Response | Promise<Response>
  /** Asked first; true when it has answered. For what must be quick. */
  answers?: (incoming: IncomingMessage, outgoing: ServerResponse) => boolean
}
type Options = {
  port: number
  host: string
  close: () => Promise<void>
  /** Called when it is asked to stop: ends what would stay open for ever. */
  endStreams?: () => void
  log: (event: Record<string, unknown>) => void
}

/** Listens, and on SIGTERM or SIGINT stops taking requests, lets the open ones end, and closes what it opened. */
export function serve(app: App, { port, host, close, endStreams, log }: Options) {
  // HTTP/1.1 only, so the bindings are always those of node:http.
  const fetch = app.fetch as Parameters<typeof listen>[0]['fetch']
  const behind = (_: object, hono: RequestListener) =>
    createServer((incoming, outgoing) => app.answers?.(incoming, outgoing) || hono(incoming, outgoing))
  const server = listen({ fetch, port, hostname: host, createServer: behind as typeof createServer }, () =>
    log({ level: 'info', event: 'listening', port }),
  )
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), 10_000).unref()
    endStreams?.()
    server.close(() => void close().finally(() => process.exit(0)))
    if ('closeIdleConnections' in server) (server as Server).closeIdleConnections()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  return server
}
