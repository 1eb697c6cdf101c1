import { get } from 'node:http'
import type { Ground } from './ground.ts'
import { secretOf } from './secret-of.ts'

/** A page with an exact Host header, which fetch does not let one set. */
const pageAt = (port: number, path: string, headers: Record<string, string>) =>
  new Promise<{ status: number; html: string; cookies: string[] }>((done, fail) => {
    get({ host: '127.0.0.1', port, path, headers, agent: false }, async (answer) => {
      const html = (await answer.toArray()).join('')
      done({ status: answer.statusCode ?? 0, html, cookies: answer.headers['set-cookie'] ?? [] })
    }).once('error', fail)
  })

/**
 * What a browser brings to the booking form: the cookies of a resident's session and of the form, and the token that the
 * page gave. Read from the page itself, as a resident's browser would.
 */
export async function formOf({ host, slots, procedure }: Ground, port: number) {
  const address = `/book/who?procedure=${procedure}&slot=${slots[0]?.id}`
  const cookie = `resident=${secretOf('ours', 1)}`
  const page = await pageAt(port, address, { host: `${host}:${port}`, cookie })
  const token = /name="formToken" value="([^"]+)"/.exec(page.html)?.[1]
  const form = page.cookies.find((it) => it.startsWith('form='))?.split(';')[0]
  if (page.status !== 200 || !token || !form)
    throw new Error(`the booking form was not given: ${page.status}`)
  const fields = new URLSearchParams({ formToken: token, kana: 'カソウ タロウ', telephone: '' })
  for (const [name, value] of [
    ['birth-era', 'western'],
    ['birth-year', '1980'],
    ['birth-month', '4'],
    ['birth-day', '1'],
  ]) {
    fields.set(name ?? '', value ?? '')
  }
  return {
    headers: {
      host: `${host}:${port}`,
      origin: `http://${host}:${port}`,
      cookie: `resident={{visitor}}; ${form}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    form: `${fields}&requestId={{request}}&pass={{pass}}&slot={{slot}}`,
  }
}
