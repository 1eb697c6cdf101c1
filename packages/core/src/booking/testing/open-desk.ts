import type { Actor } from '@madoguchi/db'
import { factories } from '@madoguchi/db/testing'
import type { StaffRole } from '../../identity/staff-session-rules.ts'
import {
  type CardId,
  mintId,
  type RequestId,
  type ReservationId,
  type SlotId,
  type StaffId,
} from '../../kernel.ts'
import { type DeskBookingAsk, type DeskChangeAsk, openStaffDesk } from '../staff-desk.ts'
import { now, openTown, windowOf } from './open-town.ts'

const policyOf = (staffOverride: 'none' | 'within-capacity') =>
  ({
    procedures: [
      { code: 'P01', needsCard: true },
      { code: 'P09', needsCard: false },
    ],
    lanes: [{ code: 'card', procedures: ['P01', 'P09'] }],
    booking: { staffOverride },
  }) as never

type Over = Partial<Pick<DeskBookingAsk, 'requestId' | 'channel' | 'reason' | 'running'>> & {
  cardId?: string
  override?: 'none' | 'within-capacity'
  roles?: StaffRole[]
  at?: Date
}

/** A town whose residents ring: officers, one after another or all at once, each with a program of their own. */
export async function openDesk() {
  const town = await openTown()
  const { id } = await factories.staffMembers(town.owner, town.tenantId)
  const staffId = id as StaffId
  const db = town.open('web_staff')
  const actor: Actor = { role: 'staff', tenantId: town.tenantId, subjectId: staffId }
  const desk = openStaffDesk(db, 'key')

  const asked = async (slotId: SlotId, { override = 'none', roles = ['call_centre'], ...over }: Over) => {
    const [slot] = await town.owner<
      { startsAt: Date }[]
    >`select starts_at from app.slots where id = ${slotId}`
    return {
      officer: { id: staffId, roles, terminal: '192.0.2.7' },
      policy: policyOf(override),
      slot: slot ? { lane: 'card', startsAt: slot.startsAt, window: windowOf(slot.startsAt) } : null,
      channel: over.channel ?? ('telephone' as const),
      slotId,
      reason: over.reason ?? null,
      running: over.running ?? false,
    }
  }

  return {
    town,
    db,
    actor,
    staffId,
    desk,
    async book(slotId: SlotId, over: Over = {}, at = openStaffDesk(db, 'key')) {
      const card = over.cardId as CardId | undefined
      const ask: DeskBookingAsk = {
        ...(await asked(slotId, over)),
        requestId: over.requestId ?? mintId<RequestId>(),
        cardId: card ?? null,
        details: {
          procedure: card ? 'P01' : 'P09',
          cardStates: ['stored'],
          language: 'ja',
          policyVersion: 1,
          comer: 'self',
          telephone: '0480000000',
          ...(card ? {} : { kana: 'ヤマダ ハナコ', kanaKey: 'ヤマダハナコ', birthDate: '1980-04-01' }),
        },
      }
      return at.book(actor, ask, over.at ?? now)
    },
    async change(reservationId: string, slotId: SlotId, over: Over = {}) {
      const id = reservationId as ReservationId
      const ask: DeskChangeAsk = { ...(await asked(slotId, over)), id, otherVenueFrom: null }
      return desk.change(actor, ask, over.at ?? now)
    },
    /** What each channel has taken of a slot, and what live rows hold. */
    async taken(slotId: SlotId) {
      const [row] = await town.owner<
        [{ web: number; telephone: number; counter: number; held: number }]
      >`select s.taken_web as web, s.taken_telephone as telephone, s.taken_counter as counter,
          (select coalesce(sum(h.places), 0)::int from app.reservation_slots h
            where h.slot_id = s.id and h.freed_at is null) as held
        from app.slots s where s.id = ${slotId}`
      return row
    },
    events: (reservationId: string) => town.owner<{ act: string; reason: string | null; actorId: string }[]>`
      select act, reason, actor_id from app.reservation_events where reservation_id = ${reservationId} order by recorded_at`,
  }
}
