import { request } from 'node:http'
import { mintBookingPass } from '@madoguchi/core/booking'

export type Answer = { status: number; location: string | undefined; text: string }
export type Browser = Awaited<ReturnType<typeof openBrowserless>>
type Options = {
  port: number
  host: string
  procedure: string
  slotId: string
  tenantId: string
  /** Of the program: for the passes of residents who have shown their proofs before the race begins. */
  signingKey: string
}

/** One HTTP exchange with an exact Host header, which fetch does not let one set. */
function exchange(port: number, method: string, path: string, headers: Record<string, string>, body = '') {
  return new Promise<Answer & { cookies: string[] }>((done, fail) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () =>
        done({
          status: answer.statusCode ?? 0,
          location: answer.headers.location,
          text,
          cookies: (answer.headers['set-cookie'] ?? []).map((it) => it.split(';')[0] ?? ''),
        }),
      )
      answer.on('error', fail)
    })
    asked.on('error', fail)
    asked.end(body)
  })
}

/**
 * A resident's browser as the wire sees it: it opens the booking form once, keeps the cookies and the token it was given,
 * and posts. Without a letter, as for 電子証明書更新.
 */
export async function openBrowserless(options: Options) {
  const { port: first, host, procedure, slotId, tenantId, signingKey } = options
  const until = new Date(Date.now() + 60 * 60_000)
  let port = first
  const jar = new Map<string, string>()
  const keep = (cookies: string[]) => {
    for (const cookie of cookies) jar.set(cookie.split('=')[0] ?? '', cookie)
  }
  // The host that the pages are met at; the port differs from copy to copy, as behind a load balancer it would not.
  const headers = (at: number) => ({
    host: `${host}:${at}`,
    cookie: [...jar.values()].join('; '),
    'accept-language': 'ja',
  })

  const page = await exchange(port, 'GET', `/book/who?procedure=${procedure}&slot=${slotId}`, headers(port))
  keep(page.cookies)
  const token = /name="formToken" value="([^"]+)"/.exec(page.text)?.[1]
  if (page.status !== 200 || !token) throw new Error(`the booking form was not given: ${page.status}`)

  return {
    moveTo(other: number) {
      port = other
    },
    async book(slot: string, requestId: string, at = port): Promise<Answer> {
      const form = new URLSearchParams({
        formToken: token,
        requestId,
        pass: mintBookingPass(signingKey, { tenantId, requestId }, until),
        slot,
        kana: 'カソウ タロウ',
        'birth-era': 'western',
        'birth-year': '1980',
        'birth-month': '4',
        'birth-day': '1',
      })
      const answer = await exchange(
        at,
        'POST',
        `/book?procedure=${procedure}`,
        {
          ...headers(at),
          origin: `http://${host}:${at}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        form.toString(),
      )
      keep(answer.cookies)
      return answer
    },
  }
}
