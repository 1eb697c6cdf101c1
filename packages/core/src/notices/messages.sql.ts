import type { Tx } from '@madoguchi/db'
import type { Coming } from '../booking/coming-rules.ts'
import type { PlainDate } from '../calendar.ts'
import type { LocalText } from '../tenancy/policy-rules.ts'
import type { Contact, Left, MessageChannel } from './contact-rules.ts'
import type { DeliveryProblem, Standing } from './notice-rules.ts'

/** One of the people whom a message is about, as far as their list of papers goes; no name. */
export type Told = {
  procedureCode: string
  moreProcedures: string[]
  coming: Coming
  birthDate: PlainDate | null
  expiresOn: PlainDate | null
}

/** What a confirmation is written from. Contact data: it goes into the message and nowhere else. */
export type BookedReservation = Standing &
  Left &
  Told & {
    id: string
    number: string
    venueId: string
    venueName: { ja: string; 'ja-easy'?: string; en?: string }
    venueAddress: { ja: string; 'ja-easy'?: string; en?: string } | null
    /** Who comes along, in their order. */
    along: Told[]
    startsAt: Date
    /** When it was booked, or changed last: since then it stands as it does. */
    since: Date
    minutes: number
    language: string
    version: number
    policyVersion: number
  }

/** For when and where a reservation stood before the act that made a version; of the office's act, why. */
export type ActTold = {
  reason: LocalText | null
  before: { startsAt: Date; venueId: string; venueName: LocalText } | null
  /** Until when the place that the version holds is set aside for an answer; null: it is theirs. */
  answerBy?: Date | null
}

/** `version` is the reservation's, as the act made it; `actId` names the office's act, when it was one. */
export async function actToldOf(
  tx: Tx,
  tenantId: string,
  { actId, reservationId, version }: { actId: string | null; reservationId: string; version: number },
): Promise<ActTold> {
  const [act] = await tx<{ reason: LocalText }[]>`
    select reason from app.calendar_acts where tenant_id = ${tenantId} and id = ${actId}::uuid`
  const [before] = await tx<{ startsAt: Date; venueId: string; venueName: LocalText }[]>`
    select c.from_starts_at as starts_at, v.id as venue_id, v.name as venue_name from app.reservation_changes c
    join app.venues v on v.tenant_id = c.tenant_id and v.id = c.from_venue_id
    where c.tenant_id = ${tenantId} and c.reservation_id = ${reservationId} and c.version = ${version}`
  const [offer] = await tx<{ answerBy: Date }[]>`
    select answer_by from app.makeup_offers
    where tenant_id = ${tenantId} and reservation_id = ${reservationId} and version = ${version}`
  return { reason: act?.reason ?? null, before: before ?? null, answerBy: offer?.answerBy ?? null }
}

export async function reservationToConfirm(tx: Tx, tenantId: string, id: string) {
  const [row] = await tx<[BookedReservation?]>`
    select r.id, r.number, r.state, r.venue_id, v.name as venue_name, v.details -> 'address' as venue_address,
      p.procedure_code, p.more_procedures, app.coming_of(p) as coming, coalesce(cp.birth_date, p.birth_date) as birth_date,
      c.expires_on, coalesce(also.along, '[]') as along,
      r.starts_at, r.minutes, r.language, r.mail, r.telephone, r.channel as booked_by, r.version, r.policy_version,
      (select m.recipient from app.messages m
        where m.tenant_id = ${tenantId} and m.reservation_id = r.id and m.recipient is distinct from r.mail and m.channel = 'mail'
          and m.state in ('queued', 'sent')
        order by m.created_at desc, m.id desc limit 1) as former_mail,
      greatest(r.booked_at, (select max(c.occurred_at) from app.reservation_changes c
        where c.tenant_id = ${tenantId} and c.reservation_id = r.id)) as since,
      coalesce((select max(c.version) from app.reservation_changes c
        where c.tenant_id = ${tenantId} and c.reservation_id = r.id), 1) as changed_version
    from app.reservations r
    join app.venues v on v.tenant_id = r.tenant_id and v.id = r.venue_id
    join app.reservation_people p on p.tenant_id = r.tenant_id and p.reservation_id = r.id and p.position = 1
    left join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
    left join app.card_people cp on cp.tenant_id = p.tenant_id and cp.card_id = p.card_id
    left join lateral (
      select jsonb_agg(jsonb_build_object('procedureCode', q.procedure_code, 'moreProcedures', q.more_procedures,
        'coming', app.coming_of(q), 'birthDate', coalesce(qp.birth_date, q.birth_date), 'expiresOn', qc.expires_on)
        order by q.position) as along
      from app.reservation_people q
      left join app.cards qc on qc.tenant_id = q.tenant_id and qc.id = q.card_id
      left join app.card_people qp on qp.tenant_id = q.tenant_id and qp.card_id = q.card_id
      where q.tenant_id = ${tenantId} and q.reservation_id = r.id and q.position > 1
    ) also on true
    where r.tenant_id = ${tenantId} and r.id = ${id}`
  return row
}

type Written = Contact & {
  key: string
  kind: string
  version: number
  language: string
  reservationId: string
  subject: string
  body: string
  calendar: string | null
}

/** Writes the message down and asks for it to be sent, unless one was written under this key before. Answers whether it was. */
export async function writeDown(tx: Tx, tenantId: string, it: Written): Promise<boolean> {
  const written = await tx<{ id: string }[]>`
    insert into app.messages
      (tenant_id, idempotency_key, kind, channel, version, language, reservation_id, recipient, subject, body, calendar)
    values (${tenantId}, ${it.key}, ${it.kind}, ${it.channel}, ${it.version}, ${it.language}, ${it.reservationId}, ${it.recipient},
      ${it.subject}, ${it.body}, ${it.calendar})
    on conflict (tenant_id, idempotency_key) do nothing
    returning id`
  await askForSending(
    tx,
    tenantId,
    written.map(({ id }) => id),
  )
  return written.length > 0
}

/** The topic under which a message is asked to be sent. */
export const SEND = 'message.send'

export const askForSending = (tx: Tx, tenantId: string, ids: readonly string[]) => tx`
  insert into app.outbox (tenant_id, topic, payload)
  select ${tenantId}::uuid, ${SEND}::text, jsonb_build_object('messageId', id) from unnest(${[...ids]}::uuid[]) id`

export type MessageToSend = {
  channel: MessageChannel
  kind: string
  language: string
  version: number
  recipient: string
  subject: string
  body: string
  calendar: string | null
  state: string
  triedBy: string | null
  triedAt: Date | null
  /** How its reservation stands now; null when it speaks of none. */
  standing: Standing | null
  startsAt: Date | null
}

/** A message, kept from every other job until the transaction ends. */
export async function lockMessage(tx: Tx, tenantId: string, id: string): Promise<MessageToSend | undefined> {
  const [row] = await tx<[MessageToSend?]>`
    select m.kind, m.channel, m.language, m.version, m.recipient, m.subject, m.body, m.calendar, m.state, m.tried_by, m.tried_at, r.starts_at,
      case when r.id is not null then jsonb_build_object('state', r.state, 'changedVersion',
        coalesce((select max(c.version) from app.reservation_changes c
          where c.tenant_id = ${tenantId} and c.reservation_id = r.id), 1)) end as standing
    from app.messages m
    left join app.reservations r on r.tenant_id = m.tenant_id and r.id = m.reservation_id
    where m.tenant_id = ${tenantId} and m.id = ${id}
    for update of m`
  return row
}

export const takeInHand = (tx: Tx, tenantId: string, id: string, job: string, now: Date) => tx`
  update app.messages set attempts = attempts + 1, tried_by = ${job}, tried_at = ${now}
  where tenant_id = ${tenantId} and id = ${id}`

export const noteOvertaken = (tx: Tx, tenantId: string, id: string) => tx`
  update app.messages set state = 'overtaken', tried_by = null where tenant_id = ${tenantId} and id = ${id}`

export const noteDelivery = (
  tx: Tx,
  tenantId: string,
  id: string,
  problem: DeliveryProblem | null,
  now: Date,
) => tx`
  update app.messages set tried_by = null, last_error = ${problem},
    state = case when ${problem}::text is null then 'sent' else 'failed' end,
    sent_at = case when ${problem}::text is null then ${now}::timestamptz end
  where tenant_id = ${tenantId} and id = ${id}`
