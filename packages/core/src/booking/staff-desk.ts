import type { Actor, Database, Tx } from '@madoguchi/db'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import { mintId, ok, type ReservationId, type Result, refuse, type StaffId } from '../kernel.ts'
import type { Policy } from '../tenancy/policy-rules.ts'
import { type Basket, basketPeople, lockBasket, noteDeskAct } from './basket.sql.ts'
import { type BasketPerson, isBasket } from './basket-rules.ts'
import { type AskedSlot, mayChange } from './booking-rules.ts'
import { fitPeople } from './fit-people.ts'
import { openNumberBlocks } from './number-blocks.ts'
import { reservationsOf } from './reservations.sql.ts'
import { bookRow, changeForRow, type DeskBooking } from './staff-booking.sql.ts'
import { type DeskRefusal, mayBookFor, mayMoveFor } from './staff-booking-rules.ts'

/** What of an act at the desk the rules look at: the officer, and the slot as it is on the desk's calendar. */
type Asked = {
  officer: { id: StaffId; roles: readonly StaffRole[]; terminal: string }
  policy: Policy
  slot: AskedSlot | null
  /** The slot is the one that is running, and the person stands at the counter. */
  running?: boolean
}
export type DeskBookingAsk = Asked &
  Pick<DeskBooking, 'requestId' | 'channel' | 'slotId' | 'reason' | 'cardId' | 'details'>
export type DeskChangeAsk = Asked &
  Pick<DeskBooking, 'channel' | 'slotId' | 'reason'> & {
    id: ReservationId
    /** From when a card may be picked up where it does not lie; null: not at all. */
    otherVenueFrom: Date | null
  }

/**
 * 電話受付: the office books and changes for a resident, one at a time; no crowd presses here. `numberKey` is the residents'
 * program's own, so that both give out one row of reservation numbers.
 */
export function openStaffDesk(db: Database, numberKey: string) {
  const numbers = openNumberBlocks(db, numberKey, 'staff')

  return {
    /** Books one place. The same form sent twice is answered with the same reservation. */
    async book(
      actor: Actor,
      ask: DeskBookingAsk,
      now: Date,
    ): Promise<Result<{ reservationId: ReservationId; number: string }, DeskRefusal>> {
      const { officer, policy, slot, running = false, details, reason } = ask
      const allowed = mayBookFor(
        policy,
        officer.roles,
        { procedure: details.procedure, slot, running, reason },
        now,
      )
      if (!allowed.ok) return allowed
      if (allowed.value.procedure.needsCard !== (ask.cardId !== null)) return refuse('card-not-ready')

      const number = await numbers.next(actor.tenantId)
      const taken = await db.as(actor, (tx) =>
        bookRow(
          tx,
          actor.tenantId,
          {
            ...ask,
            id: mintId<ReservationId>(),
            number,
            beyond: allowed.value.beyond,
            officer: officer.id,
            terminal: officer.terminal,
          },
          now,
        ),
      )
      if (taken.outcome !== 'taken' || taken.reservationNumber !== number)
        numbers.giveBack(actor.tenantId, number)
      if (taken.outcome !== 'taken' || !taken.reservationId) return refuse(taken.outcome as DeskRefusal)
      return ok({ reservationId: taken.reservationId, number: taken.reservationNumber ?? '' })
    },

    /** Moves a reservation to another slot, at its owner's wish. The new place is taken before the old is let go. */
    change(actor: Actor, ask: DeskChangeAsk, now: Date): Promise<Result<true, DeskRefusal>> {
      const { id, officer, policy, slot, reason } = ask
      return db.as(actor, async (tx) => {
        const [reservation] = await reservationsOf(tx, actor.tenantId, id)
        if (!reservation) return refuse('not-found')
        // Until when a resident may change by themselves binds residents; the office may until the start.
        const still = mayChange(reservation, { changeUntil: reservation.startsAt }, now)
        if (!still.ok) return still
        // Locked before it is asked who comes: somebody may just be joining or leaving.
        const basket = await lockBasket(tx, actor.tenantId, id)
        if (basket?.state !== 'confirmed') return refuse('too-late')
        const people = await basketPeople(tx, actor.tenantId, id)
        if (isBasket(people)) return moveSeveral(tx, actor.tenantId, { ...ask, people }, basket, now)
        const procedure = reservation.procedureCode
        const allowed = mayBookFor(policy, officer.roles, { procedure, slot, running: false, reason }, now)
        if (!allowed.ok) return allowed

        const act = {
          ...ask,
          beyond: allowed.value.beyond,
          officer: officer.id,
          terminal: officer.terminal,
        }
        const outcome = await changeForRow(tx, actor.tenantId, act, now)
        return outcome === 'changed' ? ok(true) : refuse(outcome as DeskRefusal)
      })
    },
  }
}
export type StaffDesk = ReturnType<typeof openStaffDesk>

/** The same for several people, each of whom keeps a place until all have their new ones. */
async function moveSeveral(
  tx: Tx,
  tenantId: string,
  ask: DeskChangeAsk & { people: BasketPerson[] },
  basket: Basket,
  now: Date,
): Promise<Result<true, DeskRefusal>> {
  const { id, officer, policy, slot, reason, slotId: moveTo } = ask
  const allowed = mayMoveFor(policy, officer.roles, { lane: basket.laneCode, slot, reason }, now)
  if (!allowed.ok) return allowed
  const fitted = await fitPeople(
    tx,
    tenantId,
    basket,
    { ...ask, ...allowed.value, slotId: moveTo, moveTo },
    now,
  )
  if (!fitted.ok) return refuse(fitted.reason as DeskRefusal)
  const { id: officerId, terminal } = officer
  const said = fitted.value.others ? reason : null
  const act = {
    id,
    act: 'change',
    state: basket.state,
    officer: officerId,
    terminal,
    reason: said,
    now,
  } as const
  await noteDeskAct(tx, tenantId, act)
  return ok(true)
}
