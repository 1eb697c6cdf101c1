import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { HttpBindings } from '@hono/node-server'
import type { Environment } from './env.ts'
import type { PageBuild } from './remix-handler.ts'

type Fetch = (request: Request, env: HttpBindings) => Response | Promise<Response>

/** The pages of the program whose server.ts is at `url`: as they were built, or in development as Vite gives them. */
export async function openPages(url: string, env: Environment) {
  const here = fileURLToPath(new URL('.', url))
  const dev =
    env.NODE_ENV === 'development'
      ? await (await import('./dev-server.ts')).openDevServer(here, env.PORT)
      : null

  return {
    build: dev?.build ?? ((await import(new URL('build/server/index.js', url).href)) as PageBuild),
    /** A folder of the program, relative to the working directory. */
    folder: (name: string) => relative(process.cwd(), `${here}${name}`),
    /** In development Vite stands in front of the program. */
    inFrontOf: (app: Fetch): Fetch => (dev ? dev.inFrontOf(app) : app),
    close: async () => dev?.close(),
  }
}
