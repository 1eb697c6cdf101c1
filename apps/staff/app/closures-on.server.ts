import { closuresOf, openingOn } from '@madoguchi/core/availability'
import { instantOf, type PlainDate } from '@madoguchi/core/calendar'
import { policyAsOf } from '@madoguchi/core/tenancy'
import { formatTimeRange } from '@madoguchi/i18n/format'
import type { OfficeContext } from './staff-context.ts'

/** 臨時閉庁 of a venue on a day, with the reason that residents see; the lanes too, where it does not close them all. */
export function closuresOn(
  { settings, t }: Pick<OfficeContext, 'settings' | 't'>,
  venue: { code: string },
  day: PlainDate,
): string[] {
  const { calendar } = policyAsOf(settings.policies, instantOf(day, '23:59')).document
  const lanes = settings.lanes.filter((it) => it.active)
  const closed = lanes.flatMap((lane) => {
    const opening = openingOn(calendar, settings.national, venue.code, lane.code, day)
    if (opening.open || opening.reason.kind !== 'closure') return []
    return [{ lane: lane.name.ja, reason: opening.reason.text.ja }]
  })
  const whole = [...Map.groupBy(closed, (it) => it.reason)].map(([reason, all]) =>
    all.length === lanes.length
      ? t('today.closure', { reason })
      : t('today.closure-of', { reason, lanes: all.map((it) => it.lane).join('、') }),
  )
  // Closed for some hours: the day is open, and whoever looks at the board must know of it all the same.
  const parts = lanes.flatMap((lane) => closuresOf(calendar, venue.code, lane.code, day))
  const hours = parts.flatMap(({ hours, reason }) =>
    hours
      ? [
          t('today.closure-hours', {
            time: formatTimeRange('ja', hours.from, hours.until),
            reason: reason.ja,
          }),
        ]
      : [],
  )
  return [...whole, ...new Set(hours)]
}
