import type { Actor, Database } from '@madoguchi/db'
import type { openTestDatabase } from '@madoguchi/db/testing'
import { welcomeResident } from '../../identity/resident-sessions.ts'
import { secretHash } from '../../identity/session-secret.ts'
import { mintId, type RequestId, type ReservationId, type SlotId, type TenantId } from '../../kernel.ts'
import type { BookingDesk, BookingDetails } from '../booking-desk.ts'
import { sweepHolds } from '../sweep-holds.ts'
import { now } from './open-town.ts'

export type BookedHere = { id: ReservationId; actor: Actor }
type Holder = { secretHash: Buffer; slotId: SlotId; hold: string }
export type HolderPorts = {
  owner: Awaited<ReturnType<typeof openTestDatabase>>['owner']
  visitors: Database
  machine: Database
  desks: BookingDesk[]
  /** Those who confirm are added to it. */
  booked: BookedHere[]
  details: Omit<BookingDetails, 'pickup' | 'cardStates'>
  tenant: () => TenantId
}

/** Residents who choose a time and then go on, ask for more time, choose another, leave, or fall asleep. */
export function openHolders({ owner, visitors, machine, desks, booked, details, tenant }: HolderPorts) {
  const policy = { minutes: 10, extensions: 2 }
  const holders: Holder[] = []
  const done = { hold: 0, swap: 0, confirm: 0, extend: 0, expire: 0, letGo: 0, sweep: 0 }
  let turn = 0
  const desk = () => desks[turn++ % desks.length] as BookingDesk
  const pick = (which: number) => holders[which % holders.length]
  const take = (hash: Buffer, slotId: SlotId) =>
    desk().holds.take(
      tenant(),
      { secretHash: hash, policy, slotId, details: { ...details, pickup: false, cardStates: [] } },
      now,
    )

  const acts = {
    async hold(slotId: SlotId) {
      const hash = secretHash((await welcomeResident(visitors, tenant(), now)).secret)
      const taken = await take(hash, slotId)
      if (!taken.ok) return
      holders.push({ secretHash: hash, slotId, hold: taken.value.id })
      done.hold += 1
    },
    async swap(which: number, slotId: SlotId) {
      const it = pick(which)
      const taken = it && it.slotId !== slotId ? await take(it.secretHash, slotId) : undefined
      if (!it || !taken?.ok) return
      Object.assign(it, { slotId, hold: taken.value.id })
      done.swap += 1
    },
    async confirm(which: number) {
      const it = pick(which)
      if (!it) return
      const answer = await desk().take(
        tenant(),
        {
          requestId: mintId<RequestId>(),
          secretHash: it.secretHash,
          slotIds: [it.slotId],
          places: 1,
          details: { ...details, pickup: false, cardStates: [], hold: it.hold },
        },
        now,
      )
      if (!answer.ok) return
      const id = answer.value.reservationId
      const [row] = await owner<[{ subjectId: string }]>`
        select subject_id from app.reservations where tenant_id = ${tenant()} and id = ${id}`
      booked.push({ id, actor: { role: 'resident', tenantId: tenant(), subjectId: row.subjectId } })
      done.confirm += 1
    },
    async extend(which: number) {
      const it = pick(which)
      if (it && (await desk().holds.extend(tenant(), { ...it, policy }, now))) done.extend += 1
    },
    /** Its time is over: whoever needs the place finds it, or the sweep. */
    async expire(which: number) {
      const it = pick(which)
      const { count } = await owner`
        update app.reservations set held_until = ${new Date(now.getTime() - 60_000)}
        where tenant_id = ${tenant()} and id = ${it?.hold ?? null} and state = 'held'`
      done.expire += count
    },
    async letGo(which: number) {
      const it = pick(which)
      if (!it) return
      await desk().holds.letGo(tenant(), it.secretHash, now)
      done.letGo += 1
    },
    async sweep() {
      done.sweep += await sweepHolds(machine, tenant(), now)
    },
  }
  return {
    ...acts,
    /** How often each act succeeded. */
    done,
    async empty() {
      for (const it of holders.splice(0)) await desk().holds.letGo(tenant(), it.secretHash, now)
    },
  }
}
