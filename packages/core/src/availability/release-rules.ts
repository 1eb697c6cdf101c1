import { addDays, addMonths, dateAt, instantOf, minutesOf, type PlainDate, timeAt } from '../calendar.ts'
import type { NationalCalendar } from '../national/national-calendar-rules.ts'
import { type BookingPolicy, CHANNELS, type Channel, type WindowRules } from '../tenancy/policy-rules.ts'
import { businessDayAway } from './calendar-rules.ts'
import { rulesAt } from './own-window-rules.ts'

type Limits = Readonly<Record<Channel, number>>

/** A slot as the weekly hours want it, before anything was kept back or given away. */
export type PlainSlot = {
  venue: string
  lane: string
  startsAt: Date
  minutes: number
  capacity: number
  limits: Limits
}

type Rules = { booking: BookingPolicy; national: NationalCalendar }

/** What says when a day opens. */
export type Opening = Pick<WindowRules, 'opensDaysBefore' | 'opensMonthly' | 'opensAt'>

/** The first moment at which a date's slots can be booked under these rules. */
export function openingOf(date: PlainDate, { opensDaysBefore = 0, opensMonthly, opensAt }: Opening): Date {
  if (!opensMonthly) return instantOf(addDays(date, -opensDaysBefore), opensAt)
  const month = addMonths(`${date.slice(0, 7)}-01` as PlainDate, -opensMonthly.monthsBefore)
  return instantOf(addDays(month, opensMonthly.day - 1), opensAt)
}

/** When the later lots of a date open, in order, each with its percent of the places. */
export const lotsOf = (date: PlainDate, rules: WindowRules, national: NationalCalendar) =>
  (rules.laterLots ?? [])
    .map(({ percent, daysBefore = 0, businessDaysBefore }) => ({
      percent,
      at: instantOf(
        businessDaysBefore
          ? businessDayAway(date, -businessDaysBefore, national)
          : addDays(date, -daysBefore),
        rules.opensAt,
      ),
    }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())

/** What is said of unused places of a venue and lane (codes), in the municipality's order. */
export const unusedAt = ({ unusedPlaces = [] }: BookingPolicy, venue: string, lane: string) =>
  unusedPlaces.filter((it) => (it.venues?.includes(venue) ?? true) && (it.lanes?.includes(lane) ?? true))

/** When a channel's unused places of a slot go to the others; null: never. */
function unusedFrom(
  { venue, lane, startsAt }: Pick<PlainSlot, 'venue' | 'lane' | 'startsAt'>,
  channel: Channel,
  { booking, national }: Rules,
): Date | null {
  const rule = unusedAt(booking, venue, lane).find((it) => it.channels.includes(channel))
  if (!rule) return null
  if (!rule.businessDaysBefore || !rule.at)
    return new Date(startsAt.getTime() - (rule.minutesBefore ?? 0) * MINUTE)
  return instantOf(businessDayAway(dateAt(startsAt), -rule.businessDaysBefore, national), rule.at)
}

/** Does a municipality keep anything back, or give it away later? Most do not, and nothing is worked out for them. */
export const releasesLater = ({ unusedPlaces, windows = [], laterLots }: BookingPolicy): boolean =>
  unusedPlaces !== undefined || laterLots !== undefined || windows.some((it) => it.laterLots !== undefined)

/**
 * What each channel may take of a slot at an instant, and when that changes next (null: no more). A channel that the hours give
 * no place is given none. Under the same rules a limit never falls as time passes.
 */
export function limitsAt(slot: PlainSlot, rules: Rules, now: Date): { limits: Limits; nextAt: Date | null } {
  if (!releasesLater(rules.booking)) return { limits: slot.limits, nextAt: null }
  const moments = momentsOf(slot, rules)
  const limits = limitsWith(slot, moments, now)
  const next = [...moments.lots.values()]
    .flatMap((lots) => lots.map((it) => it.at))
    .concat([...moments.unused.values()].filter((it) => it !== null))
    .filter((at) => at > now && at < slot.startsAt)
    .toSorted((a, b) => a.getTime() - b.getTime())
    .find((at) => isMore(limitsWith(slot, moments, at), limits))
  return { limits, nextAt: next ?? null }
}

type Moments = {
  lots: Map<Channel, { at: Date; percent: number }[]>
  unused: Map<Channel, Date | null>
}

function momentsOf(slot: PlainSlot, rules: Rules): Moments {
  const date = dateAt(slot.startsAt)
  const lotsBy = (channel: Channel) =>
    lotsOf(date, rulesAt(rules.booking, slot.venue, channel), rules.national)
  return {
    lots: new Map(CHANNELS.map((it) => [it, lotsBy(it)])),
    unused: new Map(CHANNELS.map((it) => [it, unusedFrom(slot, it, rules)])),
  }
}

const isMore = (limits: Limits, than: Limits) => CHANNELS.some((it) => limits[it] > than[it])

function limitsWith(slot: PlainSlot, { lots, unused }: Moments, at: Date): Limits {
  const isUnused = (channel: Channel) => {
    const from = unused.get(channel)
    return from !== null && from !== undefined && from <= at
  }
  const limitOf = (channel: Channel): number => {
    const own = slot.limits[channel]
    if (own === 0) return 0
    const later = (lots.get(channel) ?? [])
      .filter((it) => it.at > at)
      .reduce((sum, it) => sum + it.percent, 0)
    const opened = Math.max(0, Math.ceil((own * (100 - later)) / 100 - unevenness(slot)))
    const others = CHANNELS.filter((it) => it !== channel)
    const kept = others.filter((it) => !isUnused(it)).reduce((sum, it) => sum + slot.limits[it], 0)
    const given = others.some(isUnused) ? Math.max(0, slot.capacity - kept - own) : 0
    return opened + given
  }
  return { web: limitOf('web'), telephone: limitOf('telephone'), counter: limitOf('counter') }
}

/**
 * From 0 up to 1, by the slot's place in its day: half of three places are two in one slot and one in the next, so that half of a
 * day's places are open even where a slot has only one. Spread by the golden ratio: neighbours differ, no day is favoured.
 */
const unevenness = ({ startsAt, minutes }: PlainSlot) =>
  (Math.floor(minutesOf(timeAt(startsAt)) / minutes) * GOLDEN) % 1

const GOLDEN = (Math.sqrt(5) - 1) / 2
const MINUTE = 60_000
