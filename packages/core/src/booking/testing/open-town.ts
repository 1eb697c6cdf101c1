import { setTimeout as wait } from 'node:timers/promises'
import type { Actor } from '@madoguchi/db'
import { factories, openTestDatabase } from '@madoguchi/db/testing'
import { residentOf, welcomeResident } from '../../identity/resident-sessions.ts'
import { mintSecret, secretHash } from '../../identity/session-secret.ts'
import { mintId, type RequestId, type SlotId } from '../../kernel.ts'
import type { PlaceRequest } from '../booking-desk.ts'

export const now = new Date('2026-11-23T12:00:00+09:00')
/** A slot's window, as wide as can be: what the rules refuse has a specification of its own. */
export const windowOf = (startsAt: Date) => ({
  opensAt: new Date(0),
  closesAt: startsAt,
  changeUntil: startsAt,
})

export type Town = Awaited<ReturnType<typeof openTown>>

/** A database of its own with a municipality that has one venue and one lane, and residents who come to book. */
export async function openTown() {
  const test = await openTestDatabase()
  const { owner } = test
  const tenantId = mintId<string>()
  const venue = await factories.venues(owner, tenantId)
  const lane = await factories.lanes(owner, tenantId)
  const visitors = test.open('web_booking')
  let hour = 0

  const town = {
    ...test,
    tenantId,
    venueId: venue.id,
    laneId: lane.id,
    visitors,

    /** A slot an hour after the one before, all of its places for the web unless told otherwise. */
    async slot(capacity: number, over: Parameters<typeof factories.slots>[2] = {}): Promise<SlotId> {
      const slot = await factories.slots(owner, tenantId, {
        venueId: venue.id,
        laneId: lane.id,
        startsAt: new Date(Date.UTC(2026, 11, 1, hour++)),
        minutes: 15,
        capacity,
        limitWeb: capacity,
        limitTelephone: 0,
        limitCounter: 0,
        ...over,
      })
      return slot.id as SlotId
    },

    /** Somebody without a letter, whose session began at `at`. */
    async visitor(at = now): Promise<Visitor> {
      const { secret } = await welcomeResident(visitors, tenantId, at)
      const found = await residentOf(visitors, tenantId, secret, at)
      return { secret, actor: { role: 'resident', tenantId, subjectId: found?.subjectId ?? null } }
    },

    /** Somebody whose card is in a state in which it can be picked up. */
    async cardOwner(state = 'stored'): Promise<Visitor & { cardId: string }> {
      const { id: cardId } = await factories.cards(owner, tenantId, { venueId: venue.id, state })
      const { secret, hash } = mintSecret()
      await factories.residentSessions(owner, tenantId, {
        tokenHash: hash,
        subjectId: cardId,
        cardId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + 20 * 60_000),
      })
      return { secret, cardId, actor: { role: 'resident', tenantId, subjectId: cardId } }
    },

    form(visitor: Visitor, slotIds: SlotId[], over: Partial<PlaceRequest> = {}): PlaceRequest {
      const pickup = 'cardId' in visitor
      return {
        requestId: mintId<RequestId>(),
        secretHash: secretHash(visitor.secret),
        slotIds,
        places: 1,
        details: {
          procedure: pickup ? 'P01' : 'P09',
          pickup,
          cardStates: ['stored'],
          language: 'ja',
          policyVersion: 1,
          ...(pickup ? {} : { kana: 'ヤマダ ハナコ', kanaKey: 'ヤマダハナコ', birthDate: '1980-04-01' }),
        },
        ...over,
      }
    },

    /** What a slot's counter says, and what its live rows hold. */
    async count(slotId: SlotId) {
      const [row] = await owner<[{ taken: number; held: number }]>`
        select s.taken_web as taken, coalesce(sum(h.places) filter (where h.freed_at is null), 0)::int as held
        from app.slots s left join app.reservation_slots h on h.tenant_id = s.tenant_id and h.slot_id = s.id
        where s.tenant_id = ${tenantId} and s.id = ${slotId} group by s.taken_web`
      return row
    },

    /** Keeps everybody else from a slot until `release` is called. */
    async hold(slotId: SlotId) {
      const connection = await owner.reserve()
      await connection`begin`
      await connection`select from app.slots where tenant_id = ${tenantId} and id = ${slotId} for update`
      return async () => {
        await connection`commit`
        connection.release()
      }
    },

    /** Waits until so many backends of this database stand before a lock; answers their process ids. */
    async waitingForLocks(count: number): Promise<number[]> {
      for (;;) {
        const rows = await owner<{ pid: number }[]>`
          select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
        if (rows.length >= count) return rows.map((row) => row.pid)
        await wait(5)
      }
    },

    /** How many deadlocks Postgres had to break in this database while `work` went on. */
    async deadlocksWhile(work: () => Promise<unknown>) {
      const read = async () => {
        const [row] = await owner<[{ deadlocks: number }]>`
          select pg_stat_get_db_deadlocks(oid)::int as deadlocks from pg_database where datname = current_database()`
        return row.deadlocks
      }
      const before = await read()
      await work()
      await wait(1200) // a backend reports its statistics at most once a second
      return (await read()) - before
    },

    /** The topics left in the outbox about a reservation, in alphabetical order. */
    async topics(reservationId: string) {
      const rows = await owner<{ topic: string }[]>`
        select topic from app.outbox
        where tenant_id = ${tenantId} and payload ->> 'reservationId' = ${reservationId}`
      return rows.map((row) => row.topic).toSorted()
    },
  }
  return town
}

export type Visitor = { secret: string; actor: Actor }
