import { z } from 'zod'
import { CHANNELS } from './policy-rules.ts'
import { Slug, Time, whole } from './tenant-fields.ts'

/** Where something of places holds. */
const there = { venues: z.array(Slug).min(1).optional(), lanes: z.array(Slug).min(1).optional() }

const BEFORE = 'daysBefore（何日前）か businessDaysBefore（何営業日前）の、どちらか一つを書いてください'

const LaterLot = z
  .strictObject({
    percent: whole(1, 99),
    daysBefore: whole(0, 364).optional(),
    businessDaysBefore: whole(1, 30).optional(),
  })
  .refine((it) => (it.daysBefore === undefined) !== (it.businessDaysBefore === undefined), BEFORE)

const WHEN =
  'minutesBefore（枠の何分前）か、businessDaysBefore と at（何営業日前の何時）の、どちらか一方を書いてください'

const UnusedPlaces = z
  .strictObject({
    channels: z.array(z.enum(CHANNELS)).min(1),
    ...there,
    minutesBefore: whole(0, 60 * 24 * 60).optional(),
    businessDaysBefore: whole(1, 30).optional(),
    at: Time.optional(),
  })
  .refine(
    ({ minutesBefore, businessDaysBefore, at }) =>
      (businessDaysBefore === undefined) === (at === undefined) &&
      (minutesBefore === undefined) !== (at === undefined),
    WHEN,
  )

/** The whole of what a municipality may go beyond its counters, and no more. */
const Overbooking = z.strictObject({
  mostPercent: whole(1, 10),
  mostPlaces: whole(1, 3),
  weeks: whole(4, 52),
  leastVisits: whole(30, 100_000),
  ...there,
})

/** 受付の期間, and how it opens. What these may not say together is in window-contradictions.ts. */
export const windowFields = {
  opensDaysBefore: whole(1, 365).optional(),
  opensMonthly: z.strictObject({ day: whole(1, 28), monthsBefore: whole(1, 6) }).optional(),
  opensAt: Time,
  laterLots: z.array(LaterLot).min(1).max(5).optional(),
  closesMinutesBefore: whole(0, 60 * 24 * 60),
  closesBusinessDaysBefore: whole(1, 30).optional(),
}

/** What `booking` says of places. */
export const placesFields = {
  unusedPlaces: z.array(UnusedPlaces).min(1).optional(),
  overbooking: Overbooking.optional(),
}
