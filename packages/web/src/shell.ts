import { randomBytes, randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { chooseLanguage, type Language } from '@madoguchi/i18n'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { clientAddressBehind } from './client-address.ts'
import { type Cookies, cookiesFor } from './cookies.ts'
import { describeDefect } from './describe-defect.ts'
import { type FormGuard, formGuard } from './form-guard.ts'
import { PLAIN_STYLES, PLAIN_STYLES_PATH } from './plain-page.ts'
import { hostName, isReadable, safePath } from './read-address.ts'
import { securityHeaders } from './security-headers.ts'

/** What a host name leads to. The page apps know more about it; the shell needs no more. */
export type HostedTenant = { id: string; slug: string; languages: readonly Language[] }

/** What a request carries. Everything a page may use is named here. */
export type ShellVariables<Tenant extends HostedTenant> = {
  requestId: string
  tenant: Tenant
  language: Language
  address: string
  nonce: string
  formToken: string
}
/** `More` is what the app's own middleware adds: the officer, the resident's session. */
export type ShellEnv<Tenant extends HostedTenant, More extends object = object> = {
  Bindings: HttpBindings
  Variables: ShellVariables<Tenant> & More
}

export type ShellOptions<Tenant extends HostedTenant, More extends object = object> = {
  scheme: 'https' | 'http'
  signingKey: string
  trustedProxies: string
  /** Exact host name, without port → the municipality met there; null for a host that is not ours. */
  tenantAt: (host: string) => Tenant | null
  /** Folder of the built client files, relative to the working directory. */
  clientFolder: string
  /** Folder that holds one folder per tenant slug: theme.css and logo.svg are served from it. */
  tenantsFolder: string
  /** Scripts with a nonce (pages that hydrate), or only files of our own. */
  hydrates: boolean
  ready: () => Promise<void>
  /** The calm page for 400, 404, 421, 500, 503 in the visitor's language. */
  errorPage: (
    c: Context<ShellEnv<Tenant, More>>,
    status: number,
    reference: string,
  ) => Response | Promise<Response>
  log: (event: Record<string, unknown>) => void
  /** Vite's hot reload brings styles and a socket of its own; never set in production. */
  development?: boolean
}

export type Shell<Tenant extends HostedTenant, More extends object = object> = {
  app: Hono<ShellEnv<Tenant, More>>
  cookies: Cookies
  forms: FormGuard
  headers: (nonce?: string) => Record<string, string>
}

/**
 * The shell every page app shares: the order of these lines is the security policy, read top to bottom.
 * The app adds its routes and, last, its Remix pages to `app`.
 */
export function createShell<Tenant extends HostedTenant, More extends object = object>(
  options: ShellOptions<Tenant, More>,
): Shell<Tenant, More> {
  type Env = ShellEnv<Tenant>
  const { scheme, signingKey, hydrates, development = false } = options
  const cookies = cookiesFor(scheme)
  const forms = formGuard(signingKey, scheme, cookies)
  const addressOf = clientAddressBehind(options.trustedProxies)
  const fixed = securityHeaders(scheme, undefined, development)
  // The shell sets only what it knows; what the app adds is the app's to set and to read.
  const errorPage = options.errorPage as unknown as ShellOptions<Tenant>['errorPage']

  const guarded: MiddlewareHandler<Env> = async (c, next) => {
    c.set('requestId', randomUUID())
    if (hydrates) c.set('nonce', randomBytes(16).toString('base64'))
    await next()
    if (c.res.headers.has('content-security-policy')) return // a sealed answer brings its own
    const headers = hydrates ? securityHeaders(scheme, c.var.nonce, development) : fixed
    for (const name in headers) c.res.headers.set(name, headers[name] as string)
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  }

  const byHost: MiddlewareHandler<Env> = async (c, next) => {
    const tenant = options.tenantAt(hostName(c.req.header('host')))
    const address = addressOf(c)
    if (!tenant) return c.text('421 Misdirected Request', 421)
    if (!address) return c.text('400 Bad Request', 400)
    c.set('tenant', tenant)
    c.set('address', address)
    return next()
  }

  const inLanguage: MiddlewareHandler<Env> = async (c, next) => {
    const wanted = c.req.query('lang')
    const language = chooseLanguage([...c.var.tenant.languages], {
      query: wanted ?? null,
      cookie: cookies.read(c, 'lang') ?? null,
      acceptLanguage: c.req.header('accept-language') ?? null,
    })
    c.set('language', language)
    if (wanted === undefined || c.req.method !== 'GET') return next()
    // Remember the choice and come back without it: one address for each page.
    cookies.write(c, 'lang', language, 365 * 24 * 60 * 60)
    const url = new URL(c.req.url)
    url.searchParams.delete('lang')
    return c.redirect(`${safePath(url.pathname)}${url.search}`, 303)
  }

  const app = new Hono<Env>()
  app.use(guarded)
  // For the load balancer, which asks a machine by its address: the one answer that no host name of ours is needed for.
  app.get('/healthz', async (c) => {
    await options.ready()
    return c.text('ok')
  })
  app.use(async (c, next) =>
    ['GET', 'HEAD', 'POST'].includes(c.req.method)
      ? next()
      : c.text('405 Method Not Allowed', 405, { allow: 'GET, HEAD, POST' }),
  )
  app.use(byHost)
  app.get(PLAIN_STYLES_PATH, (c) =>
    c.body(PLAIN_STYLES, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=300',
    }),
  )
  app.use('/assets/*', async (c, next) => {
    c.header('cache-control', 'public, max-age=31536000, immutable')
    return next()
  })
  app.use('/assets/*', serveStatic({ root: options.clientFolder }))
  app.all('/assets/*', (c) => c.text('404 Not Found', 404, { 'cache-control': 'no-store' }))
  app.get('/tenant/:file{theme\\.css|logo\\.svg}', (c, next) => {
    c.header('cache-control', 'public, max-age=300')
    return serveStatic<Env>({
      root: options.tenantsFolder,
      rewriteRequestPath: () => `/${c.var.tenant.slug}/${c.req.param('file')}`,
    })(c, next)
  })
  app.use(inLanguage)
  // Remix would write the address of such a request to the log as it stands.
  app.use(async (c, next) => (isReadable(c.req.url) ? next() : errorPage(c, 404, c.var.requestId)))

  app.notFound((c) => errorPage(c, 404, c.var.requestId))
  app.onError((defect, c) => {
    // The one place where a defect becomes a page. Ids only: no message, which may quote a row.
    options.log({
      level: 'error',
      requestId: c.var.requestId,
      method: c.req.method,
      route: c.req.routePath,
      ...describeDefect(defect),
    })
    return errorPage(c, 500, c.var.requestId)
  })
  return {
    app: app as unknown as Hono<ShellEnv<Tenant, More>>,
    cookies,
    forms,
    headers: (nonce) => (nonce ? securityHeaders(scheme, nonce, development) : fixed),
  }
}
