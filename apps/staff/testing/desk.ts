import type { StaffEnv } from '../staff-env.ts'

type Bindings = StaffEnv['Bindings']
type Fetch = (request: Request, env: Bindings) => Response | Promise<Response>
export type Answer = { status: number; location: string; text: string; bytes: Buffer; headers: Headers }

/** A browser without scripts, as the wire sees it, at which somebody has signed in: it keeps cookies, and can post. */
export function openDesk(office: Fetch, host: string, secret: string, address: string) {
  const jar = new Map([['staff', secret]])
  const socket = { remoteAddress: address, remotePort: 1, remoteFamily: 'IPv4' }
  const origin = `http://${host}`

  async function ask(path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Answer> {
    const headers = new Headers(init.headers)
    headers.set('host', host)
    headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const request = new Request(origin + path, { ...init, headers })
    const incoming = { socket, method: request.method, url: path, headers: Object.fromEntries(headers) }
    const answer = await office(request, { incoming } as unknown as Bindings)
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s)
      jar.set(name, value)
    }
    const bytes = Buffer.from(await answer.arrayBuffer())
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      text: new TextDecoder().decode(bytes),
      bytes,
      headers: answer.headers,
    }
  }

  const desk = {
    ask,
    get: (path: string) => ask(path),
    /** The token that forms of a page have. */
    async token(path: string) {
      const { text } = await ask(path)
      return /name="formToken" value="([^"]+)"/.exec(text)?.[1] ?? ''
    },
    /** Posts a form as the page at `from` would, with its token. */
    async post(path: string, form: Record<string, string> = {}, from = path) {
      const body = new URLSearchParams({ formToken: await desk.token(from), ...form }).toString()
      const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' }
      return ask(path, { method: 'POST', body, headers })
    },
    /** Uploads parts of a form in the order given; a part of bytes is the file. */
    upload(path: string, parts: [name: string, value: string | Uint8Array][], headers: HeadersInit = {}) {
      const form = new FormData()
      for (const [name, value] of parts) {
        if (typeof value === 'string') form.append(name, value)
        else form.append(name, new Blob([value as Uint8Array<ArrayBuffer>]), '到着一覧.csv')
      }
      return ask(path, { method: 'POST', body: form, headers: { origin, ...headers }, duplex: 'half' })
    },
  }
  return desk
}
