import type { Tx } from '@madoguchi/db'
import type { ReservationId } from '../kernel.ts'
import type { DeliveryProblem, Standing } from './notice-rules.ts'

/** A message that has not left. No recipient and no words: who looks after it opens the reservation. */
export type StuckMessage = {
  id: string
  kind: string
  channel: string
  state: 'queued' | 'failed'
  attempts: number
  problem: DeliveryProblem | null
  createdAt: Date
  triedAt: Date | null
  version: number
  reservationId: ReservationId | null
  number: string | null
  startsAt: Date | null
  standing: Standing | null
}

/** What failed, and what has waited since before `since`, the oldest first; nothing about a visit that is over. */
export const messagesNotSent = (tx: Tx, tenantId: string, since: Date, now: Date) => tx<StuckMessage[]>`
  select m.id, m.kind, m.channel, m.state, m.attempts, m.last_error as problem, m.created_at, m.tried_at, m.version,
    r.id as reservation_id, r.number, r.starts_at,
    case when r.id is not null then jsonb_build_object('state', r.state, 'changedVersion',
      coalesce((select max(c.version) from app.reservation_changes c
        where c.tenant_id = ${tenantId} and c.reservation_id = r.id), 1)) end as standing
  from app.messages m
  left join app.reservations r on r.tenant_id = m.tenant_id and r.id = m.reservation_id
  where m.tenant_id = ${tenantId} and (m.state = 'failed' or (m.state = 'queued' and m.created_at < ${since}))
    and (r.id is null or r.starts_at > ${now})
  order by m.created_at, m.id
  limit 200`

/** Since when what should have become a message waits to be taken up; null when nothing does. */
export async function waitingSince(tx: Tx, tenantId: string, since: Date) {
  const [row] = await tx<[{ oldest: Date | null }]>`
    select min(created_at) as oldest from app.outbox
    where tenant_id = ${tenantId} and created_at < ${since} and topic ~ '^(reservation|message)[.]'`
  return row.oldest
}

/** Puts those that failed back into the queue; answers which. Pressed twice, the second finds none. */
export async function queueAgain(tx: Tx, tenantId: string, ids: readonly string[]) {
  const rows = await tx<{ id: string }[]>`
    update app.messages set state = 'queued'
    where tenant_id = ${tenantId} and state = 'failed' and id = any (${[...ids]}::uuid[]) returning id`
  return rows.map(({ id }) => id)
}
