import { req } from '@madoguchi/config/req.ts'
import type { ServerBuild } from '@remix-run/server-runtime'
import { describe, expect, it, vi } from 'vitest'
import { remixHandler } from './remix-handler.ts'
import { createShell, type HostedTenant } from './shell.ts'

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

function open() {
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

async function form(ask: ReturnType<typeof open>['ask'], host = 'ageo.example') {
  const page = await ask('/token', { host })
  return { token: await page.text(), cookie: page.headers.get('set-cookie')?.split(';')[0] ?? '' }
}
type Post = { token?: string; cookie?: string; origin?: string; type?: string; host?: string }
const post = (ask: ReturnType<typeof open>['ask'], { token = '', cookie = '', origin, type, host }: Post) =>
  ask('/act', {
    method: 'POST',
    body: new URLSearchParams({ formToken: token, name: '髙橋' }).toString(),
    ...(host ? { host } : {}),
    headers: {
      cookie,
      'content-type': type ?? 'application/x-www-form-urlencoded',
      ...(origin === '' ? {} : { origin: origin ?? 'https://ageo.example' }),
    },
  })

describe('a host name', () => {
  it.each(['stranger.example', 'ageo.example.', 'ageo.example,minase.example', 'user@ageo.example', ''])(
    `that is not ours, %j, gets 421 and learns nothing ${req('1.C.6')}`,
    async (host) => {
      const answer = await open().ask('/', { headers: { host } })
      expect(answer.status).toBe(421)
      expect(await answer.text()).toBe('421 Misdirected Request')
    },
  )

  it('is ours in any case and with a port', async () => {
    expect((await open().ask('/', { headers: { host: 'AGEO.example:8443' } })).status).toBe(200)
  })
})

describe('a form', () => {
  it('of ours reaches its action whole', async () => {
    const { ask } = open()
    const answer = await post(ask, await form(ask))
    expect(answer.status).toBe(200)
    expect(new URLSearchParams(await answer.text()).get('name')).toBe('髙橋')
  })

  it.each([
    ['from another site', { origin: 'https://evil.example' }, 'wrong-origin'],
    ['from another port', { origin: 'https://ageo.example:444' }, 'wrong-origin'],
    ['from nowhere', { origin: '' }, 'wrong-origin'],
    ['from a sandbox', { origin: 'null' }, 'wrong-origin'],
    ['without its token', { token: '' }, 'wrong-token'],
    ['with a token made up', { token: 'a'.repeat(43) }, 'wrong-token'],
    ['with a token of other letters', { token: '窓'.repeat(43) }, 'wrong-token'],
    ["without the browser's half", { cookie: '' }, 'no-cookie'],
    ['of another type', { type: 'text/plain' }, 'wrong-type'],
    ['as JSON', { type: 'application/json' }, 'wrong-type'],
  ])('%s never reaches an action', async (_what, given, problem) => {
    const { ask } = open()
    const answer = await post(ask, { ...(await form(ask)), ...given })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toBe(problem)
  })

  const posted = (body: BodyInit, cookie: string) => ({
    method: 'POST',
    body,
    duplex: 'half' as const,
    headers: {
      cookie,
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://ageo.example',
    },
  })

  it('that does not say its length is read only as far as the limit', async () => {
    const { ask } = open()
    let sent = 0
    const endless = new ReadableStream({
      pull(stream) {
        sent += 64 * 1024
        if (sent > 4 * 1024 * 1024) return stream.close()
        stream.enqueue(new Uint8Array(64 * 1024).fill(97))
      },
    })
    const answer = await ask('/act', posted(endless, (await form(ask)).cookie))
    expect(await answer.text()).toBe('too-large')
    expect(sent).toBeLessThan(512 * 1024)
  })

  it.each(['/act', '/read-then-act'])(
    'that does not say its length and is small reaches its action whole: %s',
    async (path) => {
      const { ask } = open()
      const { token, cookie } = await form(ask)
      const bytes = new TextEncoder().encode(`formToken=${token}&name=髙橋`)
      const inPieces = new ReadableStream({
        start(stream) {
          for (const byte of bytes) stream.enqueue(new Uint8Array([byte]))
          stream.close()
        },
      })
      const answer = await ask(path, posted(inPieces, cookie))
      expect(new URLSearchParams(await answer.text()).get('name')).toBe('髙橋')
    },
  )

  it('of one municipality is none in another', async () => {
    const { ask } = open()
    const ours = await form(ask)
    const answer = await post(ask, { ...ours, host: 'minase.example', origin: 'https://minase.example' })
    expect(await answer.text()).toBe('wrong-token')
  })
})

describe('every answer', () => {
  it.each(['/', '/assets/missing.js', '/broken', '/token', '/healthz', '/%ff%fe'])(
    'to %s carries the policy',
    async (path) => {
      const { headers } = await open().ask(path)
      expect(headers.get('content-security-policy')).toMatch(
        /default-src 'none'; script-src 'nonce-[\w+/=]{24}' 'strict-dynamic'/,
      )
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('strict-transport-security')).toContain('max-age')
    },
  )

  it('has a nonce of its own', async () => {
    const { ask } = open()
    const [one, two] = await Promise.all([ask('/'), ask('/')])
    expect(one.headers.get('content-security-policy')).not.toBe(two.headers.get('content-security-policy'))
  })

  it('keeps the cookies that middleware set beside those of the page', async () => {
    const cookies = (await open().ask('/minted-then-page')).headers.getSetCookie()
    expect(cookies.some((it) => it.startsWith('__Host-form='))).toBe(true)
    expect(cookies).toContain('from=page; Path=/')
  })

  it('to a defect is calm, and the log holds its kind and no data', async () => {
    const { ask, logged } = open()
    const answer = await ask('/broken')
    expect(answer.status).toBe(500)
    expect(logged).toMatchObject([{ level: 'error', defect: 'Error', code: '23505' }])
    expect(JSON.stringify(logged)).not.toContain('佐藤花子')
  })
})

describe('a path that cannot be read', () => {
  it.each(['/%ff%fe', '/my/%E3%81', '/%'])('%s is not there, and nobody writes it down', async (path) => {
    const spoken = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { ask, logged } = open()
    const answer = await ask(path)
    expect([answer.status, (await answer.text()).slice(0, 8)]).toEqual([404, 'calm 404'])
    expect([...spoken.mock.calls, ...logged]).toEqual([])
    spoken.mockRestore()
  })
})

describe('the health of a program', () => {
  it('is told to whoever asks the machine itself, at any host name', async () => {
    const answer = await open().ask('/healthz', { headers: { host: '10.0.0.7:8080' } })
    expect([answer.status, await answer.text()]).toEqual([200, 'ok'])
  })
})

describe('the address of a visitor', () => {
  it("is refused when our own proxy does not say it, and a stranger's word is not taken", async () => {
    const { ask } = open()
    expect((await ask('/', { headers: { 'x-real-ip': '' } })).status).toBe(400)
    for (const said of ['1.2.2.355', '192.0.2.07', '192.0.2.7, 10.0.0.1', 'fe80::1%eth0', '192.0.2.7:443']) {
      expect((await ask('/', { headers: { 'x-real-ip': said } })).status).toBe(400)
    }
    expect((await ask('/', { peer: '203.0.113.9', headers: { 'x-real-ip': 'nonsense' } })).status).toBe(200)
  })
})

describe('methods', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is none of ours', async (method) => {
    expect((await open().ask('/', { method })).status).toBe(405)
  })
})
