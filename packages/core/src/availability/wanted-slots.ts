import { addDays, instantOf, type PlainDate } from '../calendar.ts'
import { daysOf, policyAsOf, type TenantSettings } from '../tenancy/index.ts'
import { slotsOf, type WantedSlot } from './slot-rules.ts'

/**
 * Every slot that a municipality's settings want from the first day to the last. A day is shaped by the rules in force at
 * its last moment: whoever changes rules during a day means that day already.
 */
export function wantedSlots(
  { policies, venues, lanes, national }: TenantSettings,
  range: { from: PlainDate; until: PlainDate },
): WantedSlot[] {
  const places = {
    venues: venues.filter((it) => it.active).map((it) => it.code),
    lanes: lanes.filter((it) => it.active).map((it) => it.code),
  }
  return daysOf(range).flatMap((date) => {
    const lastMoment = new Date(instantOf(addDays(date, 1), '00:00').getTime() - 1)
    const { calendar } = policyAsOf(policies, lastMoment).document
    return slotsOf(calendar, national, places, { from: date, until: date })
  })
}
