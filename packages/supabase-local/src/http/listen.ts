import type { Server } from 'node:http'
import { serve } from '@hono/node-server'

type App = { fetch: Parameters<typeof serve>[0]['fetch'] }

/** Serves an app on 127.0.0.1 and resolves when it listens; `stop` ends open connections too. */
export function listen(app: App, port: number): Promise<{ stop(): Promise<void> }> {
  return new Promise((settle, fail) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () =>
      settle({ stop: () => close(server) }),
    )
    server.once('error', fail)
    const close = (listening: typeof server) =>
      new Promise<void>((done) => {
        listening.close(() => done())
        ;(listening as Server).closeAllConnections()
      })
  })
}
