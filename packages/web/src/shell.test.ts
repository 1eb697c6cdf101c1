import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it, vi } from 'vitest'
import { openShell } from './testing/open-shell.ts'

describe('a host name', () => {
  it.each(['stranger.example', 'ageo.example.', 'ageo.example,minase.example', 'user@ageo.example', ''])(
    `that is not ours, %j, gets 421 and learns nothing ${req('1.C.6')}`,
    async (host) => {
      const answer = await openShell().ask('/', { headers: { host } })
      expect(answer.status).toBe(421)
      expect(await answer.text()).toBe('421 Misdirected Request')
    },
  )

  it('is ours in any case and with a port', async () => {
    expect((await openShell().ask('/', { headers: { host: 'AGEO.example:8443' } })).status).toBe(200)
  })
})

describe('every answer', () => {
  it.each(['/', '/assets/missing.js', '/broken', '/token', '/healthz', '/%ff%fe'])(
    'to %s carries the policy',
    async (path) => {
      const { headers } = await openShell().ask(path)
      expect(headers.get('content-security-policy')).toMatch(
        /default-src 'none'; script-src 'nonce-[\w+/=]{24}' 'strict-dynamic'/,
      )
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('strict-transport-security')).toContain('max-age')
    },
  )

  it('has a nonce of its own', async () => {
    const { ask } = openShell()
    const [one, two] = await Promise.all([ask('/'), ask('/')])
    expect(one.headers.get('content-security-policy')).not.toBe(two.headers.get('content-security-policy'))
  })

  it('keeps the cookies that middleware set beside those of the page', async () => {
    const cookies = (await openShell().ask('/minted-then-page')).headers.getSetCookie()
    expect(cookies.some((it) => it.startsWith('__Host-form='))).toBe(true)
    expect(cookies).toContain('from=page; Path=/')
  })

  it('to a defect is calm, and the log holds its kind and no data', async () => {
    const { ask, logged } = openShell()
    const answer = await ask('/broken')
    expect(answer.status).toBe(500)
    expect(logged).toMatchObject([{ level: 'error', defect: 'Error', code: '23505' }])
    expect(JSON.stringify(logged)).not.toContain('佐藤花子')
  })
})

describe('a path that cannot be read', () => {
  it.each(['/%ff%fe', '/my/%E3%81', '/%'])('%s is not there, and nobody writes it down', async (path) => {
    const spoken = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { ask, logged } = openShell()
    const answer = await ask(path)
    expect([answer.status, (await answer.text()).slice(0, 8)]).toEqual([404, 'calm 404'])
    expect([...spoken.mock.calls, ...logged]).toEqual([])
    spoken.mockRestore()
  })
})

describe('the health of a program', () => {
  it('is told to whoever asks the machine itself, at any host name', async () => {
    const answer = await openShell().ask('/healthz', { headers: { host: '10.0.0.7:8080' } })
    expect([answer.status, await answer.text()]).toEqual([200, 'ok'])
  })
})

describe('the address of a visitor', () => {
  it("is refused when our own proxy does not say it, and a stranger's word is not taken", async () => {
    const { ask } = openShell()
    expect((await ask('/', { headers: { 'x-real-ip': '' } })).status).toBe(400)
    for (const said of ['1.2.2.355', '192.0.2.07', '192.0.2.7, 10.0.0.1', 'fe80::1%eth0', '192.0.2.7:443']) {
      expect((await ask('/', { headers: { 'x-real-ip': said } })).status).toBe(400)
    }
    expect((await ask('/', { peer: '203.0.113.9', headers: { 'x-real-ip': 'nonsense' } })).status).toBe(200)
  })
})

describe('methods', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is none of ours', async (method) => {
    expect((await openShell().ask('/', { method })).status).toBe(405)
  })
})
