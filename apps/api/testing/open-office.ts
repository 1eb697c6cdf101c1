import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TenantId } from '@madoguchi/core/kernel'
import { loadTenants, readTenant } from '@madoguchi/core/tenancy'
import { factories, openTestDatabase } from '@madoguchi/db/testing'
import { startSupabase } from '@madoguchi/supabase-local'

const tenantsDir = join(import.meta.dirname, '../../../tenants')
export const now = new Date('2026-11-23T12:00:00+09:00')

/** `calendar`: the calendar file that came with it. */
export type CaughtMail = {
  from: string
  to: string[]
  subject: string
  text: string
  headers: string[]
  calendar: string | undefined
}
type Shown = Omit<CaughtMail, 'calendar'> & { attachments: { type: string; content: string }[] }
export type Office = Awaited<ReturnType<typeof openOffice>>

/** A database with 上尾市 in it, and a mailbox that is a real SMTP server. */
export async function openOffice() {
  const dir = await mkdtemp(join(tmpdir(), 'madoguchi-office-'))
  const [test, supabase] = await Promise.all([
    openTestDatabase(),
    startSupabase({
      dir,
      ports: { postgres: 0, http: 0, smtp: 0, mailbox: 0 },
      settings: { fsync: 'off', synchronous_commit: 'off' },
    }),
  ])
  const { owner } = test
  const [row] = await owner<[{ name: string }]>`select current_database() as name`
  await owner`grant create on database ${owner(row.name)} to queue` // a clone has no grants of its own

  const read = await readTenant(tenantsDir, 'ageo')
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const [loaded] = await loadTenants(owner, [read.value], { now })
  if (!loaded || !('id' in loaded) || !loaded.id) throw new Error('上尾市 was not loaded')
  const tenantId: TenantId = loaded.id
  const [hall] = await owner<[{ id: string }]>`
    select id from app.venues where tenant_id = ${tenantId} and code = 'city-hall'`

  let serial = 0
  return {
    ...test,
    tenantId,
    smtpUrl: supabase.smtpUrl,
    mailboxUrl: supabase.mailboxUrl,

    /** A reservation at the city hall, for a new card, on a Saturday morning; `shown` is its number as people read it. */
    async reservation(over: Parameters<typeof factories.reservations>[2] = {}) {
      const number = String(12_340_000 + serial++)
      const { id, subjectId } = await factories.reservations(owner, tenantId, {
        venueId: hall.id,
        number,
        startsAt: new Date('2026-12-05T09:30:00+09:00'),
        mail: 'hanako@example.jp',
        ...over,
      })
      await factories.reservationPeople(owner, tenantId, {
        reservationId: id,
        subjectId,
        procedureCode: 'P01',
      })
      return { id, shown: `${number.slice(0, 4)}-${number.slice(4)}` }
    },

    /** The caught mails for an address, the oldest first. */
    async mails(to: string): Promise<CaughtMail[]> {
      const answer = await fetch(`${supabase.mailboxUrl}/api/messages?to=${encodeURIComponent(to)}`)
      const { messages } = (await answer.json()) as { messages: Shown[] }
      return messages.toReversed().map(({ attachments, ...mail }) => {
        const file = attachments.find((it) => it.type === 'text/calendar')
        return { ...mail, calendar: file && Buffer.from(file.content, 'base64').toString() }
      })
    },

    async close() {
      await Promise.all([test.close(), supabase.stop()])
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** The value of one header of a mail; of several of that name, all of them. */
export const headerOf = ({ headers }: CaughtMail, name: string) =>
  headers
    .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .map((line) => line.slice(name.length + 1).trim())
    .join(' | ')
