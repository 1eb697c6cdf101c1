import { modeOf, type Opening, openingOn } from '@madoguchi/core/availability'
import { addDays, addMonths, instantOf, type PlainDate, plainDate } from '@madoguchi/core/calendar'
import { daysOf, policyAsOf } from '@madoguchi/core/tenancy'
import { formatDate, formatMonth, formatTimeRange } from '@madoguchi/i18n/format'
import type { OfficeContext } from '../../staff-context.ts'
import { periodsOf } from './exception-view.server.ts'

/** The month (`YYYY-MM`) in an address, or that of today. */
export const readMonth = (text: string | null, today: PlainDate): PlainDate =>
  plainDate(`${text ?? ''}-01`) ?? (`${today.slice(0, 7)}-01` as PlainDate)

/** A venue's month: every day, and for each lane when it is open and why, or why it is closed. */
export function monthView(
  context: OfficeContext,
  venue: { code: string; name: { ja: string } },
  first: PlainDate,
) {
  const { settings, t } = context
  const lanes = settings.lanes.filter((it) => it.active)
  const last = addDays(addMonths(first, 1), -1)
  return {
    caption: t('calendar:month.caption', { venue: venue.name.ja, month: formatMonth('ja', first) }),
    lanes: lanes.map((it) => it.name.ja),
    previous: addMonths(first, -1).slice(0, 7),
    next: addMonths(first, 1).slice(0, 7),
    days: daysOf({ from: first, until: last }).map((date) => {
      const { calendar } = policyAsOf(settings.policies, instantOf(date, '23:59')).document
      return {
        date,
        day: formatDate('ja', date, { length: 'short' }),
        lanes: lanes.map((lane) =>
          laneView(t, openingOn(calendar, settings.national, venue.code, lane.code, date)),
        ),
      }
    }),
  }
}

function laneView(t: OfficeContext['t'], opening: Opening) {
  const { reason } = opening
  const isUsual = reason.kind === 'weekly'
  const why =
    'text' in reason
      ? t(`calendar:month.reason.${reason.kind}`, { text: reason.text.ja })
      : t(`calendar:month.reason.${reason.kind}`)
  if (!opening.open) return { open: false, text: t('calendar:month.closed'), why: isUsual ? null : why }
  const stops = (opening.stops ?? []).flatMap(({ hours, own }) =>
    hours
      ? [
          t(`calendar:month.${own ? 'hours-closed' : 'hours-out'}`, {
            time: formatTimeRange('ja', hours.from, hours.until),
          }),
        ]
      : [],
  )
  const text = opening.hours.map((it) => periodsOf(it.periods)).join(' ')
  const mode = modeOf(opening)
  const received = mode === 'booking-only' ? [] : [t(`calendar:mode.${mode}`)]
  const notes = [...received, ...(isUsual ? [] : [why]), ...stops]
  return { open: true, text, why: notes.length > 0 ? notes.join('、') : null }
}
