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
import { emptyQueue, nextOf, type Queue, slotsIn, type Waiting } from './booking-queue.ts'
import type { BookingRefusal } from './booking-rules.ts'
import type { ComingDetails } from './coming-details.ts'
import { openHolds } from './holds.ts'
import { openNumberBlocks } from './number-blocks.ts'
import { type TakeItem, type Taken, takePlaces, takePlacesBatch } from './rush-path.sql.ts'
import { openWaitingList } from './waiting-list.ts'

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
  /** The hold that this makes a reservation of, or lets go for another time. */
  hold?: string | undefined
  mail?: string | undefined
  telephone?: string | undefined
  /** Only of somebody without a letter; a card's owner is known. */
  name?: string | undefined
  kana?: string | undefined
  kanaKey?: string | undefined
  birthDate?: string | undefined
} & ComingDetails

export type BookingOutcome = Result<{ reservationId: ReservationId; number: string }, BookingRefusal | 'busy'>

/** Two parts of a crowd take turns: one is with the database while the other is being answered. */
const AT_ONCE = 2
/** Milliseconds after which a statement stands: it waits for somebody's lock, and others go on without it. */
const STANDS = 250
/** Those that stand included; of the ten connections that a municipality may hold, two are left for its pages. */
const MOST = 8

/**
 * The rush path from the side of the program. While nobody else is booking, a request goes by itself and at once. In a rush
 * two statements are under way for a municipality; whoever presses meanwhile travels together in the next, and nobody
 * waits for a slot's lock: a slot that is being booked is left for the statement after. A slot that somebody else holds
 * (work on the calendar, a person at the database) keeps waiting those who want it, not a whole municipality. `numberKey`
 * scatters the reservation numbers; it must be the same for every copy.
 */
export function openBookingDesk(db: Database, numberKey: string) {
  const numbers = openNumberBlocks(db, numberKey)
  const queues = new Map<string, Queue>()

  const alone = (tenantId: string, item: TakeItem, at: Date) =>
    db.alone(tenantId, (sql) => takePlaces(sql, tenantId, at, item))

  /** Everybody in it is answered, or all of it fails. */
  async function together(tenantId: string, party: Waiting[]) {
    // The queue is in order of arrival, so the last to come knows best what time it is.
    const at = party.at(-1)?.at ?? new Date(0)
    const items = party.map((it) => it.item)
    const answers = await db.alone(tenantId, (sql) => takePlacesBatch(sql, tenantId, at, items))
    const byRequest = new Map(answers.map((it) => [it.request, it]))
    await Promise.all(
      party.map(({ item, settle, fail }) => {
        const answer = byRequest.get(item.request)
        if (answer && answer.outcome !== 'again') return settle(answer)
        // One that fails by itself must not take along another that is still asking.
        return alone(tenantId, item, at).then(settle, fail)
      }),
    )
  }

  async function travel(tenantId: string, queue: Queue, party: [Waiting, ...Waiting[]]) {
    const slots = slotsIn(party)
    const [first] = party
    try {
      if (party.length > 1) await together(tenantId, party)
      else first.settle(await alone(tenantId, first.item, first.at))
      for (const slot of slots) queue.apart.delete(slot)
    } catch (defect) {
      // Nothing was written. One slot of them is held: the others go on without it.
      if (party.length > 1 && slots.size > 1 && codeOf(defect) === NO_LOCK) {
        queue.waiting.unshift(...party)
        for (const slot of slots) queue.apart.add(slot)
      } else for (const { fail } of party) fail(defect)
    }
  }

  /** Sends those who can go: one by itself, more together. Comes back to itself whenever a statement ends or stands. */
  function send(tenantId: string, queue: Queue) {
    // As many wait as are under way, or nobody is: else the first to be back would go alone, at three times the price.
    while (queue.moving < AT_ONCE && queue.running < MOST && queue.waiting.length >= queue.people) {
      const [first, ...others] = nextOf(queue)
      if (!first) break
      const party: [Waiting, ...Waiting[]] = [first, ...others]
      const slots = slotsIn(party)
      queue.running += 1
      queue.moving += 1
      queue.people += party.length
      for (const slot of slots) queue.busy.add(slot)
      let moves = true
      const stand = () => {
        if (!moves) return
        moves = false
        queue.moving -= 1
        queue.people -= party.length
      }
      const patience = setTimeout(() => {
        stand()
        send(tenantId, queue)
      }, STANDS)
      void travel(tenantId, queue, party).finally(() => {
        clearTimeout(patience)
        stand()
        queue.running -= 1
        for (const slot of slots) queue.busy.delete(slot)
        send(tenantId, queue)
      })
    }
    if (queue.running === 0 && queue.waiting.length === 0) queues.delete(tenantId)
  }

  function take(tenantId: string, item: TakeItem, at: Date): Promise<Taken> {
    const queue = queues.get(tenantId) ?? emptyQueue()
    queues.set(tenantId, queue)
    return new Promise((settle, fail) => {
      queue.waiting.push({ item, at, settle, fail })
      send(tenantId, queue)
    })
  }

  return {
    holds: openHolds(db, numbers),
    line: openWaitingList(db, numbers),

    /** Takes the places, or says politely why not. 'busy': nothing was written, the same again may succeed. `at` is now. */
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
      ).catch((defect: unknown) => {
        if (hasWaitedInVain(defect)) return BUSY
        throw defect
      })
      if (taken.outcome !== 'taken' || taken.reservationNumber !== number) numbers.giveBack(tenantId, number)
      if (taken.outcome !== 'taken') return refuse(taken.outcome as BookingRefusal | 'busy')
      return ok({
        reservationId: taken.reservationId as ReservationId,
        number: taken.reservationNumber ?? '',
      })
    },
  }
}
export type BookingDesk = ReturnType<typeof openBookingDesk>

const BUSY: Taken = { outcome: 'busy', reservationId: null, reservationNumber: null }

const codeOf = (defect: unknown) => (defect as { code?: unknown } | null)?.code
const [NO_LOCK, NO_TIME] = ['55P03', '57014']

/** Postgres gave a statement up, for the lock that it waited for or for its time: it has written nothing. */
const hasWaitedInVain = (defect: unknown) => [NO_LOCK, NO_TIME].includes(codeOf(defect) as string)
