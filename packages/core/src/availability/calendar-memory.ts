import { CHANGED, type Database } from '@madoguchi/db'
import type { TenantId, VenueId } from '../kernel.ts'
import { keepRecent, policyAsOf, type SettingsInMemory } from '../tenancy/index.ts'
import { calendarOf, type LaneCalendar } from './free-slot-rules.ts'
import { openSlotsOf } from './free-slots.sql.ts'
import { type CalendarDay, monthOf } from './month-rules.ts'
import { endOfOpen } from './window-rules.ts'

const ONE_SECOND = 1_000
/** However often a rush spoils a calendar, it is read at most four times a second. */
const A_QUARTER = 250

type Options = {
  settings: SettingsInMemory
  /** The program's own role. */
  role: 'resident' | 'staff'
  clock?: () => Date
  /** Milliseconds; for tests that want to be told only, and for the benchmark, which wants every look to be a query. */
  maxAge?: number
  minAge?: number
}

/**
 * The free-slot calendars of every municipality, from memory: one query per lane at a time, at most 1 s old, renewed sooner
 * when the relay says that something of the municipality has changed. Each copy of a program keeps its own; whether a
 * place is still there is decided by the database alone.
 */
export async function openCalendars(db: Database, options: Options) {
  const { settings, role, clock = () => new Date(), maxAge = ONE_SECOND, minAge = A_QUARTER } = options
  const recent = keepRecent(read, { maxAge, minAge })
  const ear = await db.listen(
    CHANGED,
    (payload) => recent.spoil((key) => key.startsWith(`${tenantIn(payload)} `)),
    () => recent.spoil(),
  )

  async function read(key: string): Promise<LaneCalendar | null> {
    const [tenantId, code] = key.split(' ') as [TenantId, string]
    const { venues, lanes, policies, national } = await settings.of(tenantId)
    const lane = lanes.find((it) => it.code === code && it.active)
    if (!lane) return null

    const now = clock()
    const policy = policyAsOf(policies, now).document
    const door = { channel: 'web', venues: venues.filter((it) => it.active) } as const
    const active: VenueId[] = door.venues.map((it) => it.id)
    const before = endOfOpen(now, policy.booking, door)
    const rows = await db.as({ role, tenantId, subjectId: null }, (tx) =>
      openSlotsOf(tx, tenantId, { venues: active, lane: lane.id, after: now, before }),
    )
    return calendarOf(code, rows, { policy, national, door }, now)
  }

  return {
    /**
     * The calendar of a lane (by its code); null when the municipality has no such lane. The same object is answered until it
     * is renewed, so that what was rendered from it may be kept beside it (WeakMap).
     */
    lane: async (tenantId: TenantId, code: string): Promise<LaneCalendar | null> =>
      recent.of(`${tenantId} ${code}`),

    /** The same without waiting: null when it is just being renewed. */
    laneNow(tenantId: TenantId, code: string): LaneCalendar | null {
      const kept = recent.of(`${tenantId} ${code}`)
      if (!(kept instanceof Promise)) return kept
      kept.catch(() => {}) // whoever waits for it is told
      return null
    },

    close: () => ear.unlisten(),
  }
}
export type Calendars = Awaited<ReturnType<typeof openCalendars>>

function tenantIn(payload: string): string {
  try {
    return String(JSON.parse(payload).tenantId)
  } catch {
    return ''
  }
}

const months = new WeakMap<LaneCalendar, Map<string, CalendarDay[]>>()

/** `monthOf`, worked out once for each calendar, venue and month: a rush looks at the same month again and again. */
export function monthInMemory(...asked: Parameters<typeof monthOf>): CalendarDay[] {
  const [calendar, venue, month] = asked
  const known = months.get(calendar) ?? new Map<string, CalendarDay[]>()
  months.set(calendar, known)
  const key = `${venue.id} ${month}`
  const days = known.get(key) ?? monthOf(...asked)
  known.set(key, days)
  return days
}
