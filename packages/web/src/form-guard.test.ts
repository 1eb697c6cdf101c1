import { describe, expect, it } from 'vitest'
import { openShell } from './testing/open-shell.ts'

async function form(ask: ReturnType<typeof openShell>['ask'], host = 'ageo.example') {
  const page = await ask('/token', { host })
  return { token: await page.text(), cookie: page.headers.get('set-cookie')?.split(';')[0] ?? '' }
}
type Post = { token?: string; cookie?: string; origin?: string; type?: string; host?: string }
const post = (
  ask: ReturnType<typeof openShell>['ask'],
  { token = '', cookie = '', origin, type, host }: Post,
) =>
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

describe('a form', () => {
  it('of ours reaches its action whole', async () => {
    const { ask } = openShell()
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
    const { ask } = openShell()
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
    const { ask } = openShell()
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
      const { ask } = openShell()
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
    const { ask } = openShell()
    const ours = await form(ask)
    const answer = await post(ask, { ...ours, host: 'minase.example', origin: 'https://minase.example' })
    expect(await answer.text()).toBe('wrong-token')
  })
})
