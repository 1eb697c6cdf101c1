import type { LaneCalendar } from '@madoguchi/core/availability'

/** What a page was made from, and the page itself: an address has one as long as its calendar is the newest. */
type Pages = Map<string, Promise<string>>

/**
 * Keeps what was made from a calendar beside it, under a key (language and address). A calendar is renewed at least every
 * second, and what was made from the old one goes with it: nothing is ever older than its calendar. Many who ask at once
 * wait for one making; one that failed is made again.
 */
export function openPageCache() {
  const byCalendar = new WeakMap<LaneCalendar, Pages>()

  return (calendar: LaneCalendar, key: string, make: () => Promise<string>): Promise<string> => {
    const pages = byCalendar.get(calendar) ?? new Map()
    byCalendar.set(calendar, pages)
    const kept = pages.get(key)
    if (kept) return kept
    const made = make()
    pages.set(key, made)
    made.catch(() => pages.delete(key))
    return made
  }
}
