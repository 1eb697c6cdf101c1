import type { HttpBindings } from '@hono/node-server'

type Fetch = (request: Request, env: HttpBindings) => Response | Promise<Response>
export type Answer = { status: number; location: string; html: string; headers: Headers }

/** A browser without scripts, as the wire sees it: it keeps cookies, and posts what a form of the last page holds. */
export function openVisitor(site: Fetch, host: string, language: string, address = '203.0.113.7') {
  const jar = new Map<string, string>()
  const socket = { remoteAddress: address, remotePort: 1, remoteFamily: 'IPv4' }
  let last = ''

  async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers)
    headers.set('host', host)
    headers.set('accept-language', language)
    if (jar.size) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const incoming = { socket, method: init.method ?? 'GET', url: path, headers: Object.fromEntries(headers) }
    const request = new Request(`http://${host}${path}`, { ...init, headers })
    const answer = await site(request, { incoming } as unknown as HttpBindings)
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = '', ...rest] = cookie.split(';')
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      if (rest.some((it) => /max-age=0/i.test(it))) jar.delete(name)
      else jar.set(name, value)
    }
    const html = await answer.text()
    if (/text\/html/.test(answer.headers.get('content-type') ?? '') && html) last = html
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      html,
      headers: answer.headers,
    }
  }

  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: { origin: `http://${host}`, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  return {
    jar,
    get: (path: string, headers: Record<string, string> = {}) => ask(path, { headers }),
    /** As mail programs do that look at a link before anybody opens it. */
    head: (path: string) => ask(path, { method: 'HEAD' }),
    post,
    /** Sends the form of the last page that goes to `action`, with what it holds and what is typed. */
    send(action: string, typed: Record<string, string> = {}) {
      const form = last
        .split('<form ')
        .find((it) => it.includes(`action="${action.replaceAll('&', '&amp;')}`))
      if (!form) throw new Error(`no form for ${action} on this page`)
      const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
      return post(actionOf(form), {
        ...Object.fromEntries(hidden.map(([, name, value = '']) => [name, value.replaceAll('&amp;', '&')])),
        ...typed,
      })
    },
    /** Says who one is; refused, one is led back to the form, which then says why. */
    async identify({ number, birthDate }: { number: string; birthDate: string }, door = '/letter') {
      await ask(door)
      const answer = await this.send(door.split('?')[0] ?? door, { number, ...birth(birthDate) })
      return /^\/(letter|my\?find=)/.test(answer.location) ? ask(answer.location) : answer
    },
  }
}
export type Visitor = ReturnType<typeof openVisitor>

const actionOf = (form: string) => (/action="([^"]+)"/.exec(form)?.[1] ?? '').replaceAll('&amp;', '&')

/** The fields of a birth date in Western years. */
export function birth(date: string) {
  const [year = '', month = '', day = ''] = date.split('-')
  return { 'birth-era': 'western', 'birth-year': year, 'birth-month': month, 'birth-day': day }
}
