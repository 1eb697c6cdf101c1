import { instantOf, type PlainDate, type PlainTime } from '../../calendar.ts'
import { mintId, type SlotId, type VenueId } from '../../kernel.ts'
import type { Policy, WeeklyHours } from '../../tenancy/policy-rules.ts'
import type { SlotRow } from '../free-slot-rules.ts'

export const day = (text: string) => text as PlainDate
export const time = (text: string) => text as PlainTime
const words = { ja: '受け取り' }
export const cityHall = { id: mintId<VenueId>(), code: 'city-hall', active: true }
export const hirakata = { id: mintId<VenueId>(), code: 'hirakata', active: true }

/** Both, by the web. */
export const door = { channel: 'web', venues: [cityHall, hirakata] } as const

export const weekly: WeeklyHours = {
  venues: ['city-hall', 'hirakata'],
  lane: 'pickup',
  weekdays: [1, 2, 3, 4, 5],
  periods: [{ from: time('09:00'), until: time('12:00') }],
  minutes: 30,
  capacity: 4,
  channels: { web: 4, telephone: 4, counter: 4 },
}
export const policy: Policy = {
  lanes: [
    { code: 'pickup', name: words, procedures: ['P01', 'P03'] },
    { code: 'certificate', name: words, procedures: ['P09'] },
  ],
  procedures: [],
  calendar: {
    weekly: [weekly],
    closures: [{ from: day('2026-12-03'), reason: { ja: '停電のため' } }],
    specialOpenings: [],
    holidays: 'closed',
    yearEnd: 'closed',
  },
  booking: {
    opensDaysBefore: 14,
    opensAt: time('09:00'),
    closesMinutesBefore: 60,
    changeUntilMinutesBefore: 0,
    generateDays: 60,
    bookableCardStates: ['received'],
  },
  baskets: { most: 6, counters: 'parallel' },
  papers: { withoutNotice: 'more-papers' as const },
  reminders: [],
  sms: false,
  holds: { minutes: 10, extensions: 2 },
  waiting: { answerMinutes: 120, noticeMinutes: 180 },
  visits: { missedAfterClosingMinutes: 60 },
  badDay: { waitMinutes: 5, answerDays: 3 },
  notice: { deadlineDays: 90 },
  retention: { contactDays: 90 },
  texts: { contact: words, late: words },
}

export const row = (date: string, at: string, over: Partial<SlotRow> = {}): SlotRow => ({
  id: mintId<SlotId>(),
  venueId: cityHall.id,
  startsAt: instantOf(day(date), at),
  minutes: 30,
  places: 4,
  free: 4,
  kept: 0,
  ...over,
})
