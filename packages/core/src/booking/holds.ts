import type { Database } from '@madoguchi/db'
import { mintId, ok, type ReservationId, type Result, refuse, type SlotId } from '../kernel.ts'
import type { HoldPolicy } from '../tenancy/policy-rules.ts'
import type { BookingRefusal } from './booking-rules.ts'
import { type Hold, heldUntil } from './hold-rules.ts'
import { extendHold, type HoldDetails, holdOf, holdPlace, letHoldGo } from './holds.sql.ts'
import type { openNumberBlocks } from './number-blocks.ts'

/** Whose: SHA-256 of a session's secret. One person holds one place at a time. */
type Whose = { secretHash: Buffer; policy: HoldPolicy }
export type HoldAsk = Whose & { slotId: SlotId; details: HoldDetails }

/** Places that are kept for somebody while the rest is asked (hold-rules.ts). Whether they may was decided before, by `mayBook`. */
export function openHolds(db: Database, numbers: ReturnType<typeof openNumberBlocks>) {
  return {
    /**
     * Takes the place for a while; asked again, answers with the same hold. One that the person holds elsewhere is given up for
     * it, or stays when this one cannot be had.
     */
    async take(tenantId: string, ask: HoldAsk, now: Date): Promise<Result<Hold, BookingRefusal>> {
      const number = await numbers.next(tenantId)
      const item = {
        secret: ask.secretHash,
        id: mintId<ReservationId>(),
        number,
        slotId: ask.slotId,
        until: heldUntil(ask.policy, now),
        details: ask.details,
      }
      const once = () => db.alone(tenantId, (sql) => holdPlace(sql, tenantId, now, item))
      // Two pages at once of one person: the second finds what the first holds.
      const taken = await once().catch((defect) => (isDouble(defect) ? once() : Promise.reject(defect)))
      if (taken.holdId !== item.id) numbers.giveBack(tenantId, number)
      if (taken.outcome !== 'held' || !taken.holdId || !taken.ends)
        return refuse(taken.outcome as BookingRefusal)
      return ok({ id: taken.holdId, slotId: ask.slotId, until: taken.ends, extended: taken.extended ?? 0 })
    },

    /** What the person holds now; null when nothing, or it is over. */
    look: (tenantId: string, secretHash: Buffer, now: Date): Promise<Hold | null> =>
      db.alone(tenantId, (sql) => holdOf(sql, tenantId, now, secretHash)),

    /** For as long again from now, if it is not over and was not extended too often. Answers whether it was. */
    extend: (tenantId: string, { secretHash, policy }: Whose, now: Date): Promise<boolean> =>
      db.alone(tenantId, (sql) =>
        extendHold(sql, tenantId, now, {
          secret: secretHash,
          until: heldUntil(policy, now),
          most: policy.extensions,
        }),
      ),

    /** Back to the others at once. */
    letGo: async (tenantId: string, secretHash: Buffer, now: Date): Promise<void> => {
      await db.alone(tenantId, (sql) => letHoldGo(sql, tenantId, now, secretHash))
    },
  }
}

const isDouble = (defect: unknown) => (defect as { code?: unknown } | null)?.code === '23505'
