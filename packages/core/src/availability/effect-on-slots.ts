import type { Tx } from '@madoguchi/db'
import { addDays, instantOf, type PlainDate } from '../calendar.ts'
import type { TenantId } from '../kernel.ts'
import { daysOf, type TenantSettings } from '../tenancy/index.ts'
import { modeOf, openingOn } from './calendar-rules.ts'
import { type ExistingSlot, slotsGained, slotsLost, type WantedSlot } from './slot-rules.ts'
import { slotsBetween } from './slots.sql.ts'
import { calendarOn, wantedSlots } from './wanted-slots.ts'

type Days = { from: PlainDate; until: PlainDate }

/** Every slot of these days, whatever its state. */
export const slotsOnDays = (tx: Tx, tenantId: TenantId, { from, until }: Days): Promise<ExistingSlot[]> =>
  slotsBetween(
    tx,
    tenantId,
    new Date(instantOf(from, '00:00').getTime() - 1),
    instantOf(addDays(until, 1), '00:00'),
  )

/**
 * What a change of settings does to the slots of its days: which of those that exist are no longer wanted, occupied ones
 * too, and which the calendar wants anew, as far ahead as it likes. What was unwanted before is not the change's doing.
 */
export async function effectOnSlots(
  tx: Tx,
  tenantId: TenantId,
  { before, after }: Record<'before' | 'after', TenantSettings>,
  days: Days,
  now: Date,
): Promise<{ lost: ExistingSlot[]; gained: WantedSlot[]; changesAnything: boolean }> {
  const existing = await slotsOnDays(tx, tenantId, days)
  const [was, will] = [wantedSlots(before, days, now), wantedSlots(after, days, now)]
  const unwanted = new Set(slotsLost(existing, was, now).map((it) => it.id))
  const lost = slotsLost(existing, will, now).filter((it) => !unwanted.has(it.id))
  const gained = slotsGained(was, will, now)
  const changesSlots = gained.length > 0 || slotsGained(will, was, now).length > 0 || lost.length > 0
  const changesAnything = changesSlots || receptionOf(before, days) !== receptionOf(after, days)
  return { lost, gained, changesAnything }
}

/** What no slot shows of these days: how each lane of each venue receives people, and the hours that need no booking. */
const receptionOf = (settings: TenantSettings, days: Days): string =>
  daysOf(days)
    .flatMap((date) =>
      settings.venues.flatMap((venue) =>
        settings.lanes.map((lane) => {
          const opening = openingOn(
            calendarOn(settings, date),
            settings.national,
            venue.code,
            lane.code,
            date,
          )
          const mode = opening.open ? modeOf(opening) : 'booking-only' // slots show what is closed
          const hours = opening.open && mode === 'no-booking' ? opening.hours.map((it) => it.periods) : []
          return `${mode} ${JSON.stringify(hours)}`
        }),
      ),
    )
    .join()
