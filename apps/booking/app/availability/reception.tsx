import type { FreeDay } from '@madoguchi/core/availability'
import type { PlainDate } from '@madoguchi/core/calendar'
import type { Period } from '@madoguchi/core/tenancy'
import { formatTimeRange } from '@madoguchi/i18n/format'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import type { AvailabilityView } from './availability-view.ts'

/** 「9時〜12時、13時〜16時」 */
export function useHours() {
  const { language } = usePage()
  return (periods: readonly Period[]) =>
    periods.map((it) => formatTimeRange(language, it.from, it.until)).join(language === 'en' ? ', ' : '、')
}

/** 予約不要: between which hours one simply comes. */
export function ComeWithin({ day }: { day: Pick<FreeDay, 'periods'> }) {
  const { words } = usePage()
  const hours = useHours()
  return <p>{words('availability.without.hours', { hours: hours(day.periods) })}</p>
}

/** 予約優先, of one day. */
export function BookedFirst({ day, days }: { day: PlainDate; days: readonly PlainDate[] }) {
  const { words } = usePage()
  return days.includes(day) ? <p>{words('availability.booked-first.day')}</p> : null
}

/** Is the whole month 予約優先? Then it is said once for all of its days. */
export function isAllBookedFirst({ days, bookedFirst }: Pick<AvailabilityView, 'days' | 'bookedFirst'>) {
  const bookable = days.filter((it) => it.state !== 'closed' && it.state !== 'no-booking')
  return bookable.length > 0 && bookable.every((it) => bookedFirst.includes(it.date))
}

/** The month's days without booking with their hours, one line for days that have the same; and those of 予約優先. */
export function DaysOfAnotherKind({ days, bookedFirst }: Pick<AvailabilityView, 'days' | 'bookedFirst'>) {
  const { words, language } = usePage()
  const dates = useDates()
  const hours = useHours()
  const list = (all: readonly { date: PlainDate }[]) =>
    all.map((it) => dates.date(it.date, 'short')).join(language === 'en' ? '; ' : '、')
  const byHours = Map.groupBy(
    days.filter((it) => it.state === 'no-booking'),
    (it) => hours(it.periods),
  )
  const first = days.filter((it) => it.state !== 'closed' && bookedFirst.includes(it.date))
  return (
    <>
      {byHours.size > 0 && (
        <>
          <p>{words('availability.without.days')}</p>
          <ul>
            {[...byHours].map(([time, same]) => (
              <li key={time}>
                {list(same)} {time}
              </li>
            ))}
          </ul>
        </>
      )}
      {first.length > 0 && (
        <p>
          {isAllBookedFirst({ days, bookedFirst })
            ? words('availability.booked-first.all')
            : words('availability.booked-first.some', { days: list(first) })}
        </p>
      )}
    </>
  )
}
