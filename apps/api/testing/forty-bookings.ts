import type { PlainDate } from '@madoguchi/core/calendar'
import { mintId } from '@madoguchi/core/kernel'
import { factories } from '@madoguchi/db/testing'
import type { Office } from './open-office.ts'

const LANGUAGES = ['ja', 'ja-easy', 'en']

/**
 * Forty people of three languages, each with an address, who have booked at the city hall on a day to come. Answers the day.
 * The slots are there already.
 */
export async function fortyBookings(office: Office): Promise<PlainDate> {
  const [{ day }] = await office.owner<[{ day: PlainDate }]>`
    select (starts_at at time zone 'Asia/Tokyo')::date as day from app.slots s
    join app.venues v on v.id = s.venue_id join app.lanes l on l.id = s.lane_id
    where v.code = 'city-hall' and l.code = 'pickup' and starts_at > now() + interval '7 days'
    group by 1 having sum(limit_web) >= 40 order by 1 limit 1`
  for (let n = 0; n < 40; n++) {
    const [slot] = await office.owner<{ id: string; laneId: string; startsAt: Date; minutes: number }[]>`
      update app.slots set taken_web = taken_web + 1 where id = (
        select s.id from app.slots s join app.venues v on v.id = s.venue_id join app.lanes l on l.id = s.lane_id
        where v.code = 'city-hall' and l.code = 'pickup' and s.taken_web < s.limit_web
          and (s.starts_at at time zone 'Asia/Tokyo')::date = ${day} order by s.starts_at limit 1)
      returning id, lane_id, starts_at, minutes`
    const { id: slotId = '', ...when } = slot ?? {}
    const language = LANGUAGES[n % 3] ?? ''
    const subjectId = mintId<string>()
    const { id: reservationId } = await office.reservation({
      ...when,
      language,
      subjectId,
      mail: `kaede${n}@example.jp`,
    })
    await factories.reservationSlots(office.owner, office.tenantId, { reservationId, slotId, subjectId })
  }
  return day
}
