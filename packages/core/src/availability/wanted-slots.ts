import { addDays, instantOf, type PlainDate } from '../calendar.ts'
import { type Calendar, daysOf, type Policy, policyAsOf, type TenantSettings } from '../tenancy/index.ts'
import { limitsAt } from './release-rules.ts'
import { slotsOf, type WantedSlot } from './slot-rules.ts'

/** Every slot that a municipality's settings want from the first day to the last, with what each channel may take of it at an instant. */
export function wantedSlots(
  settings: TenantSettings,
  range: { from: PlainDate; until: PlainDate },
  now: Date,
): WantedSlot[] {
  const { venues, lanes, national } = settings
  const places = {
    venues: venues.filter((it) => it.active).map((it) => it.code),
    lanes: lanes.filter((it) => it.active).map((it) => it.code),
  }
  return daysOf(range).flatMap((date) => {
    const { calendar, booking } = policyOn(settings, date)
    return slotsOf(calendar, national, places, { from: date, until: date }).map((slot) => {
      const { limits, nextAt } = limitsAt(slot, { booking, national }, now)
      return { ...slot, limits, releaseAt: nextAt }
    })
  })
}

/** A day is shaped by the rules in force at its last moment: whoever changes rules during a day means that day already. */
export function policyOn({ policies }: TenantSettings, date: PlainDate): Policy {
  const lastMoment = new Date(instantOf(addDays(date, 1), '00:00').getTime() - 1)
  return policyAsOf(policies, lastMoment).document
}

export const calendarOn = (settings: TenantSettings, date: PlainDate): Calendar =>
  policyOn(settings, date).calendar
