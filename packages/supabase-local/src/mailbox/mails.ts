import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AddressObject, type Attachment, simpleParser } from 'mailparser'

/** A caught mail. `receivedAt` is when it came in; `to` holds the envelope's recipients. */
export type Mail = {
  id: string
  receivedAt: Date
  from: string
  to: string[]
  subject: string
  /** Every header line as it came, in order. */
  headers: string[]
  text: string
  html: string | null
  attachments: { name: string; type: string; size: number; content: Buffer }[]
}

/** Caught mails on disk, one file each, newest first; the oldest are dropped past a limit. */
export type Mails = {
  add(raw: Buffer, envelopeTo: string[]): Promise<void>
  list(): Promise<Mail[]>
  find(id: string): Promise<Mail | undefined>
  clear(): Promise<void>
}

const KEPT = 500
const SUFFIX = '.json'

export function openMails(folder: string): Mails {
  const names = async () =>
    (await readdir(folder).catch(() => []))
      .filter((name) => name.endsWith(SUFFIX))
      .sort()
      .reverse()
  // Parsing is what takes time; a mail never changes once it is written.
  const parsed = new Map<string, Mail>()
  const read = async (name: string) => {
    const known = parsed.get(name)
    if (known) return known
    const mail = await parse(name.slice(0, -SUFFIX.length), await readFile(join(folder, name), 'utf8'))
    parsed.set(name, mail)
    return mail
  }
  return {
    async add(raw, envelopeTo) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = `${nextStamp()}-${randomBytes(4).toString('hex')}${SUFFIX}`
      const kept = { to: envelopeTo, raw: raw.toString('base64') }
      await writeFile(join(folder, `${name}.new`), JSON.stringify(kept), { mode: 0o600 })
      await rename(join(folder, `${name}.new`), join(folder, name))
      for (const old of (await names()).slice(KEPT)) {
        await rm(join(folder, old), { force: true })
        parsed.delete(old)
      }
    },
    list: async () => Promise.all((await names()).map(read)),
    find: async (id) => {
      const name = (await names()).find((known) => known === `${id}${SUFFIX}`)
      return name === undefined ? undefined : read(name)
    },
    async clear() {
      for (const name of await names()) await rm(join(folder, name), { force: true })
      parsed.clear()
    },
  }
}

let lastStamp = 0

/** Milliseconds, pushed on by one where two mails share one, so that names sort in the order of arrival. */
function nextStamp(): number {
  lastStamp = Math.max(Date.now(), lastStamp + 1)
  return lastStamp
}

async function parse(id: string, stored: string): Promise<Mail> {
  const { to, raw } = JSON.parse(stored) as { to: string[]; raw: string }
  const mail = await simpleParser(Buffer.from(raw, 'base64'))
  return {
    id,
    receivedAt: new Date(Number(id.split('-')[0])),
    from: addresses(mail.from),
    to,
    subject: mail.subject ?? '',
    headers: mail.headerLines.map(({ line }) => line),
    text: mail.text ?? '',
    html: mail.html || null,
    attachments: mail.attachments.map(showAttachment),
  }
}

const addresses = (from: AddressObject | undefined) => from?.text ?? ''

const showAttachment = (file: Attachment, index: number) => ({
  name: file.filename ?? `attachment-${index + 1}`,
  type: file.contentType,
  size: file.size,
  content: file.content,
})
