import type { BookingPolicy, Channel, OwnWindow, WindowRules } from '../tenancy/policy-rules.ts'

/** The rules of a venue and channel: its window, and what holds everywhere of changing. */
export type RulesThere = WindowRules & Pick<BookingPolicy, 'changeUntilMinutesBefore'>

/**
 * The rules by which a channel books at a venue (its code; one that names nothing has the general ones). Of the windows that
 * speak of both, one that names the venue and the channel goes before one that names the venue, and that before one
 * that names the channel.
 */
export function rulesAt(booking: BookingPolicy, venue: string, channel: Channel): RulesThere {
  const own = (booking.windows ?? [])
    .filter((it) => (it.venues?.includes(venue) ?? true) && (it.channels?.includes(channel) ?? true))
    .toSorted((a, b) => weightOf(b) - weightOf(a))[0]
  return own ? { ...own, changeUntilMinutesBefore: booking.changeUntilMinutesBefore } : booking
}

const weightOf = ({ venues, channels }: OwnWindow) => (venues ? 2 : 0) + (channels ? 1 : 0)
