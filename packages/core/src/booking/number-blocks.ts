import type { Database } from '@madoguchi/db'
import { type ReservationNumber, reservationNumber } from './reservation-number-rules.ts'
import { openScatter } from './scatter.ts'

const BLOCK = 200
/** So few are left when the next block is fetched: nobody should have to wait for it. */
const FEW = 50

/**
 * Reservation numbers come from a counter row per tenant. A program takes them in blocks, so that bookings never queue
 * for that row; a number that was not used is used next. A number lost with a crashed program is simply never given.
 * `key` is the same for every program, so that two blocks never scatter onto one number; `role` is the program's own.
 */
export function openNumberBlocks(db: Database, key: string, role: 'resident' | 'staff' = 'resident') {
  const free = new Map<string, ReservationNumber[]>()
  const fetching = new Map<string, Promise<void>>()

  async function fetchBlock(tenantId: string) {
    const [row] = await db.as(
      { role, tenantId, subjectId: null },
      (tx) =>
        tx<[{ first: string }]>`select app.take_numbers('reservation', ${BLOCK}) as first -- tenant: entered`,
    )
    const first = Number(row.first)
    const scatter = openScatter(key, tenantId)
    const block = Array.from({ length: BLOCK }, (_, n) => reservationNumber(scatter(first + n)))
    free.set(tenantId, [...(free.get(tenantId) ?? []), ...block])
  }

  const refill = (tenantId: string) => {
    const running = fetching.get(tenantId)
    if (running !== undefined) return running
    const started = fetchBlock(tenantId).finally(() => fetching.delete(tenantId))
    fetching.set(tenantId, started)
    return started
  }

  return {
    async next(tenantId: string): Promise<ReservationNumber> {
      for (;;) {
        const numbers = free.get(tenantId) ?? []
        const number = numbers.pop()
        if (!number) await refill(tenantId)
        else {
          if (numbers.length < FEW) refill(tenantId).catch(() => {}) // whoever needs it asks again, and is told
          return number
        }
      }
    },
    giveBack(tenantId: string, number: ReservationNumber) {
      free.get(tenantId)?.push(number)
    },
  }
}
