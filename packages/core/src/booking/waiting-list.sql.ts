import type { Tx } from '@madoguchi/db'
import type { PlainDate } from '../calendar.ts'
import type { LocalText } from '../tenancy/policy-rules.ts'

export type Joining = {
  procedureCode: string
  laneId: string
  /** Null: any. */
  venueId: string | null
  homeVenueId: string
  otherVenueFrom: Date | null
  from: PlainDate
  until: PlainDate
  number: string
  language: string
  mail: string | null
  telephone: string | null
  policyVersion: number
  answerMinutes: number
  noticeMinutes: number
}

/** Answers false when this card waits already. */
export async function joinLine(tx: Tx, tenantId: string, cardId: string, it: Joining, now: Date) {
  const rows = await tx`
    insert into app.waiting_list (tenant_id, subject_id, procedure_code, lane_id, venue_id, home_venue_id,
      other_venue_from, from_on, until_on, number, language, mail, telephone, policy_version, answer_minutes,
      notice_minutes, joined_at)
    values (${tenantId}, ${cardId}, ${it.procedureCode}, ${it.laneId}, ${it.venueId}, ${it.homeVenueId},
      ${it.otherVenueFrom}, ${it.from}, ${it.until}, ${it.number}, ${it.language}, ${it.mail}, ${it.telephone},
      ${it.policyVersion}, ${it.answerMinutes}, ${it.noticeMinutes}, ${now})
    on conflict do nothing returning id`
  return rows.length > 0
}

export async function leaveLine(tx: Tx, tenantId: string, id: string, now: Date) {
  const [row] = await tx<[{ done: boolean }]>`
    select app.leave_line(${id}, ${now}) as done from app.tenants t where t.id = ${tenantId} -- tenant: entered`
  return row.done
}

/** A line somebody stood in last, and what was offered to them. */
export type WaitingRow = {
  id: string
  procedureCode: string
  venueName: LocalText | null
  fromOn: PlainDate
  untilOn: PlainDate
  leftAt: Date | null
  reservation: string | null
  until: Date | null
  slotId: string | null
  startsAt: Date | null
  offeredAt: string | null
  offeredVenue: LocalText | null
}

/** Where the entered resident waits, or waited last. */
export async function waitingOf(tx: Tx, tenantId: string) {
  const [row] = await tx<[WaitingRow?]>`
    select w.id, w.procedure_code, v.name as venue_name, w.from_on, w.until_on, w.left_at, r.state as reservation,
      r.held_until as until, h.slot_id, r.starts_at, o.name as offered_venue, w.offered_at
    from app.waiting_list w
    left join app.venues v on v.tenant_id = w.tenant_id and v.id = w.venue_id
    left join app.reservations r on r.tenant_id = w.tenant_id and r.id = w.reservation_id
    left join app.reservation_slots h on h.tenant_id = r.tenant_id and h.reservation_id = r.id and h.freed_at is null
    left join app.venues o on o.tenant_id = r.tenant_id and o.id = r.venue_id
    where w.tenant_id = ${tenantId} order by w.joined_at desc limit 1`
  return row
}
