import { weeklyWithoutBooking } from '@madoguchi/core/availability'
import type { Procedure, WeeklyHours } from '@madoguchi/core/tenancy'
import { weekdayNames } from '@madoguchi/i18n/format'
import { useHours } from '../availability/reception.tsx'
import { usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'

/** Where and when in the week a procedure that is booked elsewhere needs no booking: 予約不要. */
export function WithoutBooking({ procedure }: { procedure: Procedure }) {
  const { words, policy, settings } = usePage()
  const local = useLocal()
  const hours = useHours()
  const weekdays = useWeekdays()
  const active = settings.venues.filter(
    (it) => it.active && (it.procedures?.includes(procedure.code) ?? true),
  )
  const lines = weeklyWithoutBooking(policy, active, procedure.code).flatMap((it) =>
    it.venues.map((venue) =>
      words('procedures.without.line', {
        venue: local(venue.name),
        days: weekdays(it.hours),
        hours: hours(it.hours.periods),
      }),
    ),
  )
  if (lines.length === 0) return null
  return (
    <>
      <p>{words('procedures.without.lead')}</p>
      <ul>
        {lines.map((it) => (
          <li key={it}>{it}</li>
        ))}
      </ul>
    </>
  )
}

/** 「第2土曜日」「火曜日・木曜日」 */
function useWeekdays() {
  const { words, language } = usePage()
  const names = weekdayNames(language)
  const and = language === 'en' ? ', ' : '・'
  return ({ weekdays, nth }: Pick<WeeklyHours, 'weekdays' | 'nth'>) => {
    const which =
      nth?.map((it) => (it === 'last' ? words('procedures.without.last') : nthIn(it))).join(and) ?? ''
    return which + weekdays.map((it) => names[it % 7]?.long ?? '').join(and)
  }
  function nthIn(n: number) {
    return words(`procedures.without.nth.${n}`)
  }
}
