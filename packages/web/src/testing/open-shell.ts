import type { ServerBuild } from '@remix-run/server-runtime'
import { remixHandler } from '../remix-handler.ts'
import { createShell, type HostedTenant } from '../shell.ts'

const town: HostedTenant = {
  id: '01900000-0000-7000-8000-000000000001',
  slug: 'ageo',
  languages: ['ja', 'en'],
}
const next: HostedTenant = { ...town, id: '01900000-0000-7000-8000-000000000002', slug: 'minase' }
const HOSTS: Record<string, HostedTenant> = { 'ageo.example': town, 'minase.example': next }

/** One resource route that says what it was given. */
const build = {
  entry: { module: { default: () => new Response('page') } },
  routes: {
    root: {
      id: 'root',
      path: '*',
      module: {
        loader: () => new Response('loaded', { headers: { 'set-cookie': 'from=page; Path=/' } }),
        action: async ({ request }: { request: Request }) => new Response(await request.text()),
      },
    },
  },
  assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
  publicPath: '/',
  assetsBuildDirectory: '',
  future: {},
  isSpaMode: false,
  mode: 'production',
} as unknown as ServerBuild

/** A program of two municipalities behind our own proxy; `logged` is what it wrote down. */
export function openShell() {
  const logged: object[] = []
  const { app, forms } = createShell<HostedTenant>({
    scheme: 'https',
    signingKey: 'k'.repeat(40),
    trustedProxies: '127.0.0.1',
    tenantAt: (host) => HOSTS[host] ?? null,
    clientFolder: 'packages/web',
    tenantsFolder: 'nowhere/tenants',
    hydrates: true,
    ready: async () => {},
    errorPage: (c, status, reference) => c.text(`calm ${status} ${reference}`, status as 500),
    log: (event) => logged.push(event),
  })
  app.get('/token', (c) => c.text(forms.mint(c, c.var.tenant.id)))
  app.get('/minted-then-page', async (c, go) => {
    forms.mint(c, c.var.tenant.id)
    await go()
  })
  app.post('/read-then-act', async (c, go) => {
    await forms.read(c, c.var.tenant.id)
    await go()
  })
  app.get('/broken', () => {
    throw Object.assign(new Error('key (name)=(佐藤花子) already exists'), { code: '23505' })
  })
  const handler = remixHandler<HostedTenant, object>({
    build,
    mode: 'production',
    forms,
    context: () => ({}),
    refuse: (c, problem) => c.text(problem, 403),
  })
  app.all('*', handler)

  const ask = (path: string, init: RequestInit & { host?: string; peer?: string } = {}) =>
    app.request(
      `https://${init.host ?? 'ageo.example'}${path}`,
      { ...init, headers: { host: init.host ?? 'ageo.example', 'x-real-ip': '192.0.2.7', ...init.headers } },
      { incoming: { socket: { remoteAddress: init.peer ?? '127.0.0.1' } } },
    )
  return { ask, logged }
}
