import { join } from 'node:path'
import { factories, openTestDatabase } from '@madoguchi/db/testing'
import { generateSlots } from '../../availability/index.ts'
import { recountPlaces } from '../../booking/index.ts'
import type { PlainDate } from '../../calendar.ts'
import { mintId, type StaffId, type TenantId } from '../../kernel.ts'
import type { CalendarException } from '../../tenancy/index.ts'
import { loadTenants, readTenant } from '../../tenancy/index.ts'
import { actInView } from '../act-in-view.ts'
import { carryOut } from '../carry-out.ts'
import type { Choice } from '../choose-rules.ts'
import type { Hit } from '../look-at-change.ts'
import { type Changer, makeChange, previewChange } from '../make-change.ts'

const tenantsDir = join(import.meta.dirname, '../../../../../tenants')
export const now = new Date('2026-11-20T12:00:00+09:00')
/** A Tuesday: 21 slots of two places at the town hall. */
export const DAY = '2026-12-01' as PlainDate

export type CalendarOffice = Awaited<ReturnType<typeof openCalendar>>

/** 水瀬町 with its slots, a manager, and residents who have booked. */
export async function openCalendar() {
  const test = await openTestDatabase()
  const { owner } = test
  const read = await readTenant(tenantsDir, 'minase')
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const [loaded] = await loadTenants(owner, [read.value], { now: new Date('2026-11-01T00:00:00+09:00') })
  if (!loaded || !('id' in loaded) || !loaded.id) throw new Error('not loaded')
  const tenantId: TenantId = loaded.id
  const [office, machine] = [test.open('web_staff'), test.open('web_api')]
  await generateSlots(machine, tenantId, now)

  const manager = async (): Promise<Changer> => ({
    id: (await factories.staffMembers(owner, tenantId, { roles: ['manager'] })).id as StaffId,
    roles: ['manager'],
  })
  const first = await manager()
  const actorOf = (by: Changer) => ({ role: 'staff', tenantId, subjectId: by.id }) as const

  const opened = {
    ...test,
    ...{ tenantId, office, machine, first, manager, actorOf },

    closure: (over: Partial<CalendarException> = {}) =>
      ({
        id: mintId<string>(),
        kind: 'closure',
        from: DAY,
        until: DAY,
        reason: { ja: '設備の点検', en: 'Maintenance' },
        ...over,
      }) as CalendarException,

    /** Somebody who has booked a place in the n-th slot of a day, by the web while it has places and else at the counter. */
    async booked(
      n: number,
      { day = DAY, venue = 'town-hall', mail = null as string | null, cardId = null as string | null } = {},
    ) {
      const [slot] = await owner<
        { id: string; venueId: string; laneId: string; startsAt: Date; minutes: number; web: boolean }[]
      >`
        select s.id, s.venue_id, s.lane_id, s.starts_at, s.minutes, s.taken_web < s.limit_web as web
        from app.slots s join app.venues v on v.tenant_id = s.tenant_id and v.id = s.venue_id
        where s.tenant_id = ${tenantId} and v.code = ${venue}
          and (s.starts_at at time zone 'Asia/Tokyo')::date = ${day}::date
        order by s.starts_at offset ${n} limit 1`
      if (!slot) throw new Error('no such slot')
      const { venueId, laneId, startsAt, minutes } = slot
      const [channel, taken] = slot.web ? ['web', 'taken_web'] : ['counter', 'taken_counter']
      await owner`update app.slots set ${owner(taken)} = ${owner(taken)} + 1 where id = ${slot.id}`
      const subjectId = cardId ?? mintId<string>()
      const { id } = await factories.reservations(owner, tenantId, {
        ...{ venueId, laneId, startsAt, minutes, channel, subjectId, mail },
      })
      await factories.reservationSlots(owner, tenantId, {
        reservationId: id,
        slotId: slot.id,
        subjectId,
        channel,
      })
      await factories.reservationPeople(owner, tenantId, {
        ...{ reservationId: id, subjectId, cardId, procedureCode: cardId ? 'P01' : 'P09' },
      })
      return { id, subjectId, slotId: slot.id }
    },

    /** As many visits as there are, two in each slot from the first on. */
    async visits(count: number) {
      const made: Awaited<ReturnType<typeof opened.booked>>[] = []
      for (let n = 0; n < count; n++) made.push(await opened.booked(Math.floor(n / 2)))
      return made
    },

    preview: (exception: CalendarException, by = first) =>
      previewChange(office, actorOf(by), { change: 'add', exception }, now),
    hitsOf: async (exception: CalendarException) => (await opened.preview(exception))?.hits ?? [],
    make: (exception: CalendarException, choices: Map<string, Choice>, by = first) =>
      makeChange(office, actorOf(by), by, { change: 'add', exception, choices }, now),
    withdraw: (exceptionId: string, choices = new Map<string, Choice>(), by = first) =>
      makeChange(
        office,
        actorOf(by),
        by,
        { change: 'withdraw', exceptionId, reason: { ja: '職員の都合' }, choices },
        now,
      ),

    /** What the jobs do about an act, once. */
    async carryOut(actId: string) {
      await generateSlots(machine, tenantId, now)
      await carryOut(machine, { tenantId, actId }, () => now)
    },
    generate: () => generateSlots(machine, tenantId, now),

    /** The act of a change that was made. */
    async actOf(asked: ReturnType<typeof makeChange>) {
      const made = await asked
      if (!made.ok) throw new Error(made.reason)
      return made.value.actId
    },
    async view(actId: string) {
      const found = await actInView(office, actorOf(first), actId, now)
      if (!found) throw new Error('no act')
      return found
    },

    async stands(id: string) {
      const [row] = await owner<
        [{ state: string; version: number; day: string; slots: string[]; inStep: boolean; live: number }]
      >`
        select r.state, r.version, (r.starts_at at time zone 'Asia/Tokyo')::date::text as day,
          array(select h.slot_id::text from app.reservation_slots h where h.reservation_id = r.id and h.freed_at is null) as slots,
          coalesce((select bool_and(s.starts_at = r.starts_at and s.venue_id = r.venue_id) from app.reservation_slots h
            join app.slots s on s.id = h.slot_id where h.reservation_id = r.id and h.freed_at is null), true) as in_step,
          (select count(*)::int from app.reservation_people p where p.reservation_id = r.id and p.live) as live
        from app.reservations r where r.id = ${id}`
      return row
    },

    /** Slots of a day by state. */
    async slots(day: string = DAY, venue = 'town-hall'): Promise<Record<string, number>> {
      const rows = await owner<{ state: string; count: number }[]>`
        select s.state, count(*)::int as count from app.slots s join app.venues v on v.id = s.venue_id
        where s.tenant_id = ${tenantId} and v.code = ${venue}
          and (s.starts_at at time zone 'Asia/Tokyo')::date = ${day}::date group by 1`
      return Object.fromEntries(rows.map((it) => [it.state, it.count]))
    },

    /** The counters of slots against what reservations hold: nothing to say when all is well. */
    miscounted: () => recountPlaces(machine, tenantId, new Date(0)),

    /** The topics left in the outbox, in alphabetical order: those of one transaction come in any. */
    async topics() {
      const rows = await owner<{ topic: string }[]>`
        select topic from app.outbox where tenant_id = ${tenantId}`
      return rows.map((it) => it.topic).toSorted()
    },
  }
  return opened
}

/** The same choice for each, a move to the first that is proposed. */
export const chosen = (hits: readonly Hit[], what: 'keep' | 'move' | 'cancel' | null) =>
  new Map<string, Choice>(
    hits.map(({ id, version, proposals: [first] }) => [
      id,
      {
        version,
        decision:
          what === 'move'
            ? first
              ? { decision: 'move', toSlots: first.toSlots }
              : null
            : what && { decision: what },
      },
    ]),
  )
