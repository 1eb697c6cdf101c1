import type { Database } from '@madoguchi/db'
import {
  mintId,
  ok,
  type RequestId,
  type ReservationId,
  type Result,
  refuse,
  type SlotId,
} from '../kernel.ts'
import type { BookingRefusal } from './booking-rules.ts'
import { openNumberBlocks } from './number-blocks.ts'
import { type TakeItem, type Taken, takePlaces, takePlacesBatch } from './rush-path.sql.ts'

/** What a resident asks for. Whether they may was decided before, by `mayBook`. */
export type PlaceRequest = {
  /** Minted with the form: the same form sent twice is answered with the same reservation. */
  requestId: RequestId
  /** SHA-256 of the session secret; the session is checked in the same round trip. */
  secretHash: Buffer
  slotIds: SlotId[]
  places: number
  details: BookingDetails
}

export type BookingDetails = {
  procedure: string
  /** True when the card of the session is what is picked up. */
  pickup: boolean
  /** States in which that card's owner may come. */
  cardStates: readonly string[]
  language: string
  policyVersion: number
  mail?: string | undefined
  telephone?: string | undefined
  /** Only of somebody without a letter; a card's owner is known. */
  name?: string | undefined
  kana?: string | undefined
  kanaKey?: string | undefined
  birthDate?: string | undefined
}

export type BookingOutcome = Result<{ reservationId: ReservationId; number: string }, BookingRefusal>

type Waiting = { item: TakeItem; at: Date; settle: (taken: Taken) => void; fail: (defect: unknown) => void }

/** As many as one statement takes; measured in docs/performance.md. */
const BATCH = 64

/**
 * The rush path from the side of the program. One statement per slot is in flight at a time; whoever asks for the same
 * slot meanwhile travels together in the next one. So a hot slot is batched by being hot, and others never wait.
 */
export function openBookingDesk(db: Database) {
  const numbers = openNumberBlocks(db)
  const inFlight = new Map<string, Waiting[]>()

  const alone = (tenantId: string, item: TakeItem, at: Date) =>
    db.alone(tenantId, (sql) => takePlaces(sql, tenantId, at, item))

  async function together(tenantId: string, waiting: Waiting[]) {
    // The queue is in order of arrival, so the last to come knows best what time it is.
    const last = waiting.at(-1)
    if (!last) return
    const { at } = last
    const items = waiting.map((it) => it.item)
    try {
      const answers = await db.alone(tenantId, (sql) =>
        takePlacesBatch(sql, tenantId, at, last.item.slots, items),
      )
      const byRequest = new Map(answers.map((it) => [it.request, it]))
      await Promise.all(
        waiting.map(({ item, settle, fail }) => {
          const answer = byRequest.get(item.request)
          if (answer && answer.outcome !== 'again') return settle(answer)
          // One that fails by itself must not take along another that is still asking.
          return alone(tenantId, item, at).then(settle, fail)
        }),
      )
    } catch (defect) {
      for (const { fail } of waiting) fail(defect)
    }
  }

  function take(tenantId: string, item: TakeItem, at: Date): Promise<Taken> {
    const key = `${tenantId} ${item.slots.join(' ')}`
    const queue = inFlight.get(key)
    if (queue) return new Promise((settle, fail) => queue.push({ item, at, settle, fail }))

    const mine: Waiting[] = []
    inFlight.set(key, mine)
    const drain = async () => {
      // A request sent twice at once must not meet itself in one batch: the second is answered from the first's row.
      while (mine.length > 0) await together(tenantId, distinct(mine))
      inFlight.delete(key)
    }
    return alone(tenantId, item, at).finally(() => void drain())
  }

  return {
    /** Takes the places, or says politely why not. `at` is now. */
    async take(tenantId: string, request: PlaceRequest, at: Date): Promise<BookingOutcome> {
      const number = await numbers.next(tenantId)
      const taken = await take(
        tenantId,
        {
          request: request.requestId,
          secret: request.secretHash.toString('hex'),
          id: mintId<ReservationId>(),
          number,
          slots: request.slotIds,
          wanted: request.places,
          details: request.details,
        },
        at,
      )
      if (taken.outcome !== 'taken' || taken.reservationNumber !== number) numbers.giveBack(tenantId, number)
      if (taken.outcome !== 'taken') return refuse(taken.outcome as BookingRefusal)
      return ok({
        reservationId: taken.reservationId as ReservationId,
        number: taken.reservationNumber ?? '',
      })
    },
  }
}
export type BookingDesk = ReturnType<typeof openBookingDesk>

/** Takes up to a batch out of the queue, leaving behind a second item of the same request. */
function distinct(queue: Waiting[]): Waiting[] {
  const requests = new Set<string>()
  const batch = queue.filter(
    (it) => requests.size < BATCH && !requests.has(it.item.request) && requests.add(it.item.request),
  )
  const left = queue.filter((it) => !batch.includes(it))
  queue.splice(0, queue.length, ...left)
  return batch
}
