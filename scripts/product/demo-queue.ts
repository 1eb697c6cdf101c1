import { createHash, createHmac } from 'node:crypto'
import { dateAt } from '@madoguchi/core/calendar'
import type { LaneId, StaffId, TenantId, VenueId } from '@madoguchi/core/kernel'
import { mintId } from '@madoguchi/core/kernel'
import { actOnTicket, type Caller, callNext, numberingOf, takeTicket } from '@madoguchi/core/queue'
import type { TenantFile } from '@madoguchi/core/tenancy'
import type { Admin, Database } from '@madoguchi/db'

const MINUTE = 60_000

/** The keys of a board and a kiosk, the same at each start of this product. */
export type DemoQueue = { board: string; kiosk: string }

type Office = { id: TenantId; slug: string; staffId: StaffId; file: TenantFile }

/**
 * A board and a kiosk at the first venue, and, once a day, its queue: some were served in the last hour, one is called, some
 * wait. As officers would have done it.
 */
export async function demoQueue(
  admin: Admin,
  db: Database,
  { id, slug, staffId, file }: Office,
  signingKey: string,
  now: Date,
): Promise<DemoQueue> {
  const [at] = await admin<{ venueId: VenueId; lanes: { id: LaneId; code: string }[] }[]>`
    select v.id as venue_id, (select jsonb_agg(jsonb_build_object('id', l.id, 'code', l.code)) from app.lanes l
      where l.tenant_id = v.tenant_id and l.active) as lanes
    from app.venues v where v.tenant_id = ${id} and v.active order by v.position limit 1`
  if (!at) throw new Error('a municipality without a venue')
  const { venueId, lanes } = at
  const keys: DemoQueue = { board: '', kiosk: '' }
  for (const kind of ['board', 'kiosk'] as const) {
    const key = createHmac('sha256', signingKey)
      .update(`demo|${slug}|${kind}`)
      .digest('base64url')
      .slice(0, 22)
    keys[kind] = key
    await admin`
      insert into app.devices (tenant_id, venue_id, kind, name, key_hash, made_by, made_at)
      values (${id}, ${venueId}, ${kind}, '見本', ${createHash('sha256').update(key).digest()}, ${staffId}, ${now})
      on conflict do nothing`
  }
  const [there] = await admin`
    select 1 from app.tickets where tenant_id = ${id} and venue_id = ${venueId} and day = ${dateAt(now)} limit 1`
  if (there) return keys

  const actor = { role: 'staff', tenantId: id, subjectId: staffId } as const
  const numbering = numberingOf(file, lanes)
  const laneId = lanes.find((it) => it.code === file.lanes[0]?.code)?.id as LaneId
  // Soon after midnight an hour ago was yesterday: then everything happens now.
  const ago = (minutes: number) => {
    const then = new Date(now.getTime() - minutes * MINUTE)
    return dateAt(then) === dateAt(now) ? then : now
  }
  const caller = (counter: string): Caller => ({ id: staffId, roles: ['manager'], counter, terminal: 'seed' })
  for (let n = 0; n < 12; n++)
    await takeTicket(
      db,
      actor,
      caller('1'),
      { requestId: mintId<never>(), venueId, laneId, numbering },
      ago(70 - n * 4),
    )
  for (let n = 0; n < 8; n++) {
    const officer = caller(String((n % 2) + 1))
    const called = await callNext(db, actor, officer, { venueId, laneIds: [laneId] }, ago(62 - n * 7))
    if (!called.ok) break
    const ticketId = called.value.id
    if (n < 6) await actOnTicket(db, actor, officer, { ticketId, act: 'finish' }, ago(52 - n * 7 + n))
    if (n === 6) await actOnTicket(db, actor, officer, { ticketId, act: 'start' }, ago(18))
  }
  return keys
}
