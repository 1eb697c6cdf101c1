import { addDays, instantOf, type PlainDate } from '../calendar.ts'
import { type Calendar, daysOf, policyAsOf, type TenantSettings } from '../tenancy/index.ts'
import { slotsOf, type WantedSlot } from './slot-rules.ts'

/** Every slot that a municipality's settings want from the first day to the last. */
export function wantedSlots(
  settings: TenantSettings,
  range: { from: PlainDate; until: PlainDate },
): WantedSlot[] {
  const { venues, lanes, national } = settings
  const places = {
    venues: venues.filter((it) => it.active).map((it) => it.code),
    lanes: lanes.filter((it) => it.active).map((it) => it.code),
  }
  return daysOf(range).flatMap((date) =>
    slotsOf(calendarOn(settings, date), national, places, { from: date, until: date }),
  )
}

/** A day is shaped by the rules in force at its last moment: whoever changes rules during a day means that day already. */
export function calendarOn({ policies }: TenantSettings, date: PlainDate): Calendar {
  const lastMoment = new Date(instantOf(addDays(date, 1), '00:00').getTime() - 1)
  return policyAsOf(policies, lastMoment).document.calendar
}
