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
  /** From when the card may be picked up where it does not lie (`otherVenueFrom`), as ISO 8601; absent: not at all. */
  otherVenueFrom?: string | undefined
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

/** A municipality's bookings: how many statements and how many people in them are under way, for which slots, and who waits. */
type Queue = { running: number; people: number; busy: Set<string>; waiting: Waiting[] }

/** As many as one statement takes; measured in docs/performance.md. */
const BATCH = 64
/** Two parts of a crowd take turns: one is with the database while the other is being answered. */
const AT_ONCE = 2

/**
 * The rush path from the side of the program. While nobody else is booking, a request goes by itself and at once. In a rush
 * two statements are under way for a municipality; whoever presses meanwhile travels together in the next, and nobody
 * waits for a slot's lock: a slot that is being booked is left for the statement after. `numberKey` scatters the reservation
 * numbers; it must be the same for every copy.
 */
export function openBookingDesk(db: Database, numberKey: string) {
  const numbers = openNumberBlocks(db, numberKey)
  const queues = new Map<string, Queue>()

  const alone = (tenantId: string, item: TakeItem, at: Date) =>
    db.alone(tenantId, (sql) => takePlaces(sql, tenantId, at, item))

  async function together(tenantId: string, waiting: Waiting[]) {
    // The queue is in order of arrival, so the last to come knows best what time it is.
    const at = waiting.at(-1)?.at ?? new Date(0)
    const items = waiting.map((it) => it.item)
    try {
      const answers = await db.alone(tenantId, (sql) => takePlacesBatch(sql, tenantId, at, items))
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

  /** Sends those who can go: one by itself, more together. Comes back to itself whenever a statement ends. */
  function send(tenantId: string, queue: Queue) {
    // As many wait as are under way, or nobody is: else the first to be back would go alone, at three times the price.
    while (queue.running < AT_ONCE && queue.waiting.length >= queue.people) {
      const next = nextOf(queue)
      const [only, ...others] = next
      if (!only) break
      const slots = next.flatMap((it) => it.item.slots)
      queue.running += 1
      queue.people += next.length
      for (const slot of slots) queue.busy.add(slot)
      const sent =
        others.length > 0
          ? together(tenantId, next)
          : alone(tenantId, only.item, only.at).then(only.settle, only.fail)
      void sent.finally(() => {
        queue.running -= 1
        queue.people -= next.length
        for (const slot of slots) queue.busy.delete(slot)
        send(tenantId, queue)
      })
    }
    if (queue.running === 0 && queue.waiting.length === 0) queues.delete(tenantId)
  }

  function take(tenantId: string, item: TakeItem, at: Date): Promise<Taken> {
    const queue = queues.get(tenantId) ?? { running: 0, people: 0, busy: new Set(), waiting: [] }
    queues.set(tenantId, queue)
    return new Promise((settle, fail) => {
      queue.waiting.push({ item, at, settle, fail })
      send(tenantId, queue)
    })
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

/**
 * Takes those out of the queue who travel next, in order of arrival: not the second of two equal requests, which is answered
 * from the first's row; not who wants a slot that is being booked; and several slots in a row only by themselves.
 */
function nextOf({ waiting, busy }: Queue): Waiting[] {
  const requests = new Set<string>()
  const next: Waiting[] = []
  for (const it of waiting) {
    const { request, slots } = it.item
    if (next.length === BATCH) break
    if (requests.has(request) || slots.some((slot) => busy.has(slot))) continue
    if (slots.length !== 1 && next.length > 0) continue
    requests.add(request)
    next.push(it)
    if (slots.length !== 1) break
  }
  const taken = new Set(next)
  waiting.splice(0, waiting.length, ...waiting.filter((it) => !taken.has(it)))
  return next
}
