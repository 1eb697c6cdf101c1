import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { ServerBuild } from '@remix-run/server-runtime'
import { createServer } from 'vite'

type Fetch = (request: Request, env: HttpBindings) => Response | Promise<Response>
export type DevServer = Awaited<ReturnType<typeof openDevServer>>

/**
 * Vite in middleware mode behind the same Hono server: what Vite knows it answers, everything else is a page. For
 * development only. `root` is the app's folder; the hot-reload socket listens on `port` + 20000.
 */
export async function openDevServer(root: string, port: number) {
  const vite = await createServer({
    root,
    appType: 'custom',
    server: { middlewareMode: true, hmr: { port: port + 20_000 }, warmup: { ssrFiles: ['./app/root.tsx'] } },
  })

  // What only the server runs is in no browser that could take an update: the page is asked for anew.
  vite.watcher.on('change', (file) => {
    const { moduleGraph, hot } = vite.environments.client
    if (!moduleGraph.getModulesByFile(file)) hot.send({ type: 'full-reload' })
  })

  return {
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    /** Puts Vite in front of an app's `fetch`. */
    inFrontOf:
      (app: Fetch): Fetch =>
      (request, env) =>
        new Promise((answer, fail) => {
          env.outgoing.once('close', () => answer(RESPONSE_ALREADY_SENT))
          vite.middlewares(env.incoming as never, env.outgoing as never, (defect?: unknown) =>
            defect ? fail(defect) : Promise.resolve(app(request, env)).then(answer, fail),
          )
        }),
    close: () => vite.close(),
  }
}
