import type { DeskCalendar, FreeSlot } from '@madoguchi/core/availability'
import { counterUseAt, startsFor } from '@madoguchi/core/booking'
import type { SlotId } from '@madoguchi/core/kernel'
import { CHANNELS, type Channel } from '@madoguchi/core/tenancy'
import type { OfficeContext } from '../../staff-context.ts'

type Left = Record<Channel, number>
const NOTHING: Left = { web: 0, telephone: 0, counter: 0 }

/** The same calendar for several people: a slot has something left where all of them may begin in it. */
export function roomFor(
  calendar: DeskCalendar,
  people: number[][],
  { policy, settings }: OfficeContext,
): DeskCalendar {
  const codes = new Map(settings.venues.map((it) => [it.id as string, it.code]))
  const use = (venueId: string) => counterUseAt(policy.baskets, codes.get(venueId) ?? '', calendar.lane)
  const leftOf = (id: SlotId) => calendar.left.get(id) ?? NOTHING
  const starts = (free: (it: FreeSlot) => number) =>
    startsFor(
      calendar.slots.map((it) => ({ ...it, free: free(it) })),
      people,
      use,
    )
  const own = starts((it) => it.free)
  const by = CHANNELS.map((channel) => [channel, starts((it) => leftOf(it.id)[channel])] as const)
  const slots = calendar.slots.map((it) => ({ ...it, free: own.has(it.id) ? it.free : 0 }))
  const byId = new Map(slots.map((it) => [it.id, it]))
  const byDay = new Map(
    [...calendar.byDay].map(([day, them]) => [day, them.flatMap((it) => byId.get(it.id) ?? [])]),
  )
  const left = new Map(
    [...calendar.left].map(([id, it]) => [
      id,
      Object.fromEntries(by.map(([channel, at]) => [channel, at.has(id) ? it[channel] : 0])) as Left,
    ]),
  )
  return { ...calendar, slots, byId, byDay, left }
}
