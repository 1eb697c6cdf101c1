import type { LaneCalendar } from '@madoguchi/core/availability'
import { counterUseAt, errandsOf, startsFor } from '@madoguchi/core/booking'
import type { Policy, TenantVenue } from '@madoguchi/core/tenancy'

/** The calendar for several people who come together: a slot is free where all of them may begin. */
export function roomFor(
  calendar: LaneCalendar,
  { procedure, people }: { procedure: string; people: number },
  policy: Policy,
  venues: readonly TenantVenue[],
): LaneCalendar {
  const codes = new Map(venues.map((it) => [it.id as string, it.code]))
  const errands = errandsOf(
    Array.from({ length: people }, () => ({ procedures: [procedure] })),
    policy,
  )
  const starts = startsFor(calendar.slots, errands, (venueId) =>
    counterUseAt(policy.baskets, codes.get(venueId) ?? '', calendar.lane),
  )
  const slots = calendar.slots.map((it) => (starts.has(it.id) ? it : { ...it, free: 0 }))
  const byId = new Map(slots.map((it) => [it.id, it]))
  const byDay = new Map(
    [...calendar.byDay].map(([day, them]) => [day, them.flatMap((it) => byId.get(it.id) ?? [])]),
  )
  return { ...calendar, slots, byId, byDay }
}
