import { type AppLoadContext, createRequestHandler, type ServerBuild } from '@remix-run/server-runtime'
import type { Context, Handler } from 'hono'
import type { FormGuard, FormProblem } from './form-guard.ts'
import type { HostedTenant, ShellEnv } from './shell.ts'

declare module '@remix-run/server-runtime' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: Remix is told of a future flag by merging an interface
  interface Future {
    v3_singleFetch: true
  }
}

/** The built pages (`import('./build/server/index.js')`), or a function that asks the development server for them. */
export type PageBuild = ServerBuild | (() => Promise<ServerBuild>)

type Options<Tenant extends HostedTenant, More extends object> = {
  build: PageBuild
  mode: 'development' | 'production' | 'test'
  forms: FormGuard
  /** What loaders and actions are given: made once per request, from what the middleware found out. */
  context: (c: Context<ShellEnv<Tenant, More>>) => AppLoadContext | Promise<AppLoadContext>
  /** The answer to a form that is not ours. */
  refuse: (c: Context<ShellEnv<Tenant, More>>, problem: FormProblem) => Response | Promise<Response>
}

/**
 * Hands requests to Remix. Last in line: a POST goes on only when its origin and its form token are ours, so that no
 * action needs to remember it (IPA 6). Uploads never come here: they are Hono routes, which stream.
 */
export function remixHandler<Tenant extends HostedTenant, More extends object>(
  options: Options<Tenant, More>,
): Handler<ShellEnv<Tenant, More>> {
  const answer = createRequestHandler(options.build, options.mode)

  return async (c) => {
    let request = c.req.raw
    if (c.req.method === 'POST') {
      const read = await options.forms.read(c, c.var.tenant.id)
      if ('problem' in read) return options.refuse(c, read.problem)
      // The body has been read to see its token: Remix is given the same text afresh.
      request = new Request(request.url, { method: 'POST', headers: request.headers, body: read.text })
    }
    const response = await answer(request, await options.context(c))
    // Through newResponse and not as it is: cookies that middleware set would be lost.
    return c.newResponse(response.body, { status: response.status as 200, headers: response.headers })
  }
}
