import { stageHolidays } from '@madoguchi/core/national'
import type { Database } from '@madoguchi/db'
import type { FormGuard } from '@madoguchi/web'
import type { Context, Handler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { OperatorEnv } from './operator-env.ts'

type Ports = {
  db: Database
  forms: FormGuard
  /** The answer to a form that is not ours. */
  refuse: (c: Context<OperatorEnv>) => Response | Promise<Response>
}

/** The Cabinet Office's file is some 22 kB. */
const LIMIT = 256 * 1024
const SHOWN = 80

/**
 * POST /national/holidays in front of Remix, which takes no files: origin first, then size, then the token, then the file.
 * Every answer is a redirect: to what the file would change, or back with the reason.
 */
export const holidayUpload =
  ({ db, forms, refuse }: Ports): Handler<OperatorEnv> =>
  async (c) => {
    const { operator } = c.var
    if (!forms.originIsOurs(c) || !operator) return refuse(c)
    const back = (reason: string) => c.redirect(`/national?refused=${reason}#upload`, 303)

    const form = await readForm(c)
    if (form === 'too-large') return back('too-large')
    if (!form || forms.tokenIsOurs(c, c.var.tenant.id, textOf(form.get('formToken')))) return refuse(c)
    const file = form.get('file')
    if (!(file instanceof File) || file.name === '') return back('no-file')

    const bytes = new Uint8Array(await file.arrayBuffer())
    const staged = await stageHolidays(db, operator.id, { name: plainName(file.name), bytes }, new Date())
    return staged.ok ? c.redirect(`/national/holidays/${staged.value.importId}`, 303) : back(staged.reason)
  }

/** The multipart form, of which no more than the limit is read; null when it is none. */
async function readForm(c: Context<OperatorEnv>): Promise<FormData | 'too-large' | null> {
  let form: FormData | null = null
  const tooLarge = await bodyLimit({ maxSize: LIMIT, onError: () => new Response() })(c, async () => {
    form = await c.req.raw.formData().catch(() => null)
  })
  return tooLarge ? 'too-large' : form
}

const textOf = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : null)

/** A file name is data, shown and never opened: no controls, no letters that turn the reading direction. */
const plainName = (name: string) =>
  name
    .replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
    .toWellFormed()
    .slice(0, SHOWN)
