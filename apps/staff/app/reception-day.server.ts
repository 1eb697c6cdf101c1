import { modeOf, openingOn } from '@madoguchi/core/availability'
import { instantOf, type PlainDate } from '@madoguchi/core/calendar'
import { policyAsOf } from '@madoguchi/core/tenancy'
import { periodsOf } from './routes/calendar/exception-view.server.ts'
import type { OfficeContext } from './staff-context.ts'

/** Which lanes of a venue also receive people without a booking on a day, in sentences; none where all is 完全予約. */
export function receptionOn(
  { settings, t }: Pick<OfficeContext, 'settings' | 't'>,
  venue: { code: string },
  day: PlainDate,
): string[] {
  const { calendar } = policyAsOf(settings.policies, instantOf(day, '23:59')).document
  const lanes = settings.lanes.filter((it) => it.active)
  return lanes.flatMap((lane) => {
    const opening = openingOn(calendar, settings.national, venue.code, lane.code, day)
    const mode = opening.open ? modeOf(opening) : 'booking-only'
    if (!opening.open || mode === 'booking-only') return []
    const hours = periodsOf(opening.hours.flatMap((it) => it.periods))
    return [t(`today.reception.${mode}`, { lane: lane.name.ja, hours })]
  })
}
