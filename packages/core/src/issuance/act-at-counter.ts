import type { Actor, Database, Tx } from '@madoguchi/db'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import { ok, type ReservationId, refuse, type StaffId, type TenantId } from '../kernel.ts'
import { followVisit } from '../queue/follow-visit.ts'
import type { Numbering } from '../queue/ticket-rules.ts'
import {
  cancelPlaces,
  type LockedReservation,
  letPeopleGo,
  lockCards,
  lockReservation,
  moveReservation,
  recordCustody,
  takePeopleBack,
} from './counter.sql.ts'
import type { CounterAct, ReservationState } from './counter-act-rules.ts'
import { type CounterDecision, type CounterRefusal, decideAct, type HandOver } from './custody-rules.ts'
import { insertVisitEvent, visitEventsOf } from './history.sql.ts'

export type ActCommand = {
  act: CounterAct
  reservationId: ReservationId
  /** A code of the act's own list: 受取者区分, 中断の理由, 取消の理由. */
  reason: string | null
  /** What the officer adds in their own words, as readNote has it. */
  note?: string | null
  /** Of several cards, who receives which, and which stay. */
  handOver?: HandOver | undefined
  /** How the number that goes with a check-in is given out. */
  numbering?: Numbering | undefined
}

export type Officer = {
  id: StaffId
  roles: readonly StaffRole[]
  /** From where: the address, until terminals are registered. */
  terminal: string
}

/** What somebody else did meanwhile; null when nothing is on record. */
export type Happened = { act: string; at: Date; by: string } | null

export type ActRefusal = { ok: false; reason: CounterRefusal | 'no-such-reservation'; happened: Happened }

/**
 * One act at the counter, in one transaction: the reservation moves, with an event of its own, its number follows, and every card
 * of it gets its custody event, or nothing does. Of two officers who press at once the second waits for the first, and is told what happened.
 */
export function actAtCounter(
  db: Database,
  actor: Actor,
  officer: Officer,
  ready: readonly string[],
  command: ActCommand,
  now: Date,
): Promise<{ ok: true; value: { state: ReservationState } } | ActRefusal> {
  const tenantId = actor.tenantId as TenantId
  return db.as(actor, async (tx) => {
    const reservation = await lockReservation(tx, tenantId, command.reservationId)
    if (!reservation) return { ...refuse('no-such-reservation'), happened: null }
    const cards = await lockCards(tx, tenantId, command.reservationId, reservation.venueId)

    const decision = decideAct(
      command.act,
      { ...reservation, id: command.reservationId, cards },
      { ...command, roles: officer.roles, ready, now },
    )
    if (!decision.ok) {
      const [last] = await visitEventsOf(tx, tenantId, command.reservationId)
      return { ...decision, happened: last?.by ? { act: last.act, at: last.at, by: last.by } : null }
    }
    await save(tx, tenantId, officer, command, { before: reservation, ...decision.value }, now)
    return ok({ state: decision.value.reservation })
  })
}

/** For whoever does not check in. */
const ANY_NUMBERS: Numbering = { letters: {}, lateAfterMinutes: 0 }

async function save(
  tx: Tx,
  tenantId: TenantId,
  officer: Officer,
  { act, reservationId, reason, note = null, numbering = ANY_NUMBERS }: ActCommand,
  { before, reservation, cards, left }: CounterDecision & { before: LockedReservation },
  now: Date,
) {
  if (act === 'cancel') {
    const outcome = await cancelPlaces(tx, tenantId, reservationId, reason ?? '', now)
    if (outcome !== 'cancelled') throw new Error(`a locked reservation was not cancelled: ${outcome}`)
  } else {
    await moveReservation(tx, tenantId, reservationId, reservation, now)
    if (reservation === 'done' || reservation === 'partly_done') {
      await letPeopleGo(tx, tenantId, reservationId)
    }
    if (act === 'resume' || act === 'undo_miss') await takePeopleBack(tx, tenantId, reservationId)
    const visit = { ...before, id: reservationId, state: reservation }
    await followVisit(tx, tenantId, visit, { staffId: officer.id, numbering }, now)
  }
  const event = { act, reason, note, staffId: officer.id, terminal: officer.terminal, now }
  await insertVisitEvent(tx, tenantId, reservationId, { ...event, from: before.state, to: reservation })
  if (left) {
    const broken = { ...event, ...left, act: 'break_off', from: reservation, to: reservation }
    await insertVisitEvent(tx, tenantId, reservationId, broken)
  }
  for (const { id: cardId, ...done } of cards) {
    const it = { ...event, ...(done.act === 'break_off' && left), ...done, cardId, reservationId }
    // The card is locked and in this very state: anything else is a defect, and undoes all of the above.
    if ((await recordCustody(tx, tenantId, it)) === null) throw new Error('a locked card has moved')
  }
}
