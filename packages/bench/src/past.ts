import { openCalendars } from '@madoguchi/core/availability'
import { openTenantSettings } from '@madoguchi/core/tenancy'
import { openAdmin, openDatabase } from '@madoguchi/db'
import { type Ground, openGround } from './ground.ts'
import { measure, startBooking, stop } from './programs.ts'

type Asked = { rounds: number; seconds: number; clients: number; few: number; many: number }
type Runs = Record<'read few' | 'read many' | 'html few' | 'html many', number[]>

/** As one slot of the demo municipality holds. */
const PLACES = 5

/**
 * Calendars per second of a municipality with few and of one with many reservations behind it: read from the database
 * each time, and as the residents' page. Two Postgres side by side, so that the rounds are interleaved.
 */
export async function comparePasts(asked: Asked, say: (sentence: string) => void): Promise<Runs> {
  const runs: Runs = { 'read few': [], 'read many': [], 'html few': [], 'html many': [] }
  const sides: Side[] = []
  try {
    for (const count of [asked.few, asked.many]) {
      say(`過去の予約 ${count.toLocaleString('en')} 件の自治体を用意しています`)
      sides.push(await openSide(count))
    }
    for (let round = 0; round <= asked.rounds; round++) {
      for (const [n, side] of sides.entries()) {
        const read = await side.readsPerSecond(asked.seconds)
        const html = await side.pagesPerSecond(asked)
        if (round === 0) continue // warming up
        runs[n === 0 ? 'read few' : 'read many'].push(read)
        runs[n === 0 ? 'html few' : 'html many'].push(html)
      }
      say(`${round}/${asked.rounds}  過去の予約が少ない自治体と多い自治体`)
    }
    return runs
  } finally {
    for (const side of sides) await side.close()
  }
}

type Side = Awaited<ReturnType<typeof openSide>>

async function openSide(past: number) {
  const ground = await openGround(1)
  await fillPast(ground, past)
  const booking = await startBooking(ground)
  const db = openDatabase(ground.urlFor('web_booking'), { max: 2 })
  const settings = await openTenantSettings(db, 'resident')
  const calendars = await openCalendars(db, { settings, role: 'resident', maxAge: 0, minAge: 0 })
  const url = `http://127.0.0.1:${booking.port}/availability?procedure=${ground.procedure}&venue=${ground.venue}`
  const headers = { host: `${ground.host}:${booking.port}`, 'accept-language': 'ja' }

  return {
    async readsPerSecond(seconds: number) {
      const began = performance.now()
      let read = 0
      while (performance.now() - began < seconds * 1000) {
        await calendars.lane(ground.tenantId, ground.lane)
        read += 1
      }
      return (read / (performance.now() - began)) * 1000
    },
    pagesPerSecond: ({ clients, seconds }: Asked) => measure({ url, clients, seconds, expect: 200, headers }),
    async close() {
      await calendars.close()
      await settings.close()
      await db.close()
      await stop(booking)
      await ground.stop()
    },
  }
}

/** Reservations that were served, on full slots of the very venue and lane that is then looked at, back through the years. */
async function fillPast({ adminUrl, tenantId, slots }: Ground, count: number) {
  const admin = openAdmin(adminUrl)
  try {
    await admin.begin(async (tx) => {
      // Nothing here needs a trigger or a foreign key, and a million of each would take minutes.
      await tx`set local session_replication_role = replica`
      await tx`
        create temporary table past on commit drop as
        select s.tenant_id, s.venue_id, s.lane_id, n,
          date_trunc('hour', now()) - interval '1 hour' - n * interval '15 minutes' as starts_at
        from app.slots s, generate_series(1, ${Math.ceil(count / PLACES)}::int) n
        where s.tenant_id = ${tenantId} and s.id = ${slots[0]?.id ?? ''}`
      await tx`
        insert into app.slots (tenant_id, id, venue_id, lane_id, starts_at, minutes, capacity, limit_web, limit_telephone,
          limit_counter, taken_web)
        select tenant_id, gen_random_uuid(), venue_id, lane_id, starts_at, 15, ${PLACES}, ${PLACES}, 0, 0, ${PLACES} from past
        on conflict do nothing`
      await tx`
        insert into app.reservations (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes,
          places, channel, state, language, policy_version, booked_at, finished_at)
        select tenant_id, gen_random_uuid(), gen_random_uuid(), 'past-' || n || '-' || place, gen_random_uuid(), venue_id,
          lane_id, starts_at, 15, 1, 'web', 'done', 'ja', 1, starts_at - interval '7 days', starts_at + interval '15 minutes'
        from past, generate_series(1, ${PLACES}::int) place`
    })
    await admin`vacuum analyze app.slots, app.reservations`
  } finally {
    await admin.end()
  }
}
