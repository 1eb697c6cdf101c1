import { weekdayNames } from '@madoguchi/i18n/format'
import { type CalendarDay, MonthCalendar } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { availabilityPath } from './availability-query.ts'
import type { AvailabilityView, ViewedDay } from './availability-view.ts'
import { marksIn } from './marks.ts'
import { useHours } from './reception.tsx'
import { useReasons } from './special-days.tsx'

const NO_MARK: ReadonlySet<string> = new Set(['past', 'over', 'filtered', 'carrying'])

/** Only a day on which the place is shut is 休み; one that has passed has no mark, one that is not open yet its own. */
function markOf(day: ViewedDay) {
  if (day.state !== 'closed') return day.state
  if (day.reason.kind === 'not-yet') return 'later'
  return NO_MARK.has(day.reason.kind) ? 'none' : day.state
}

/** The month as a table; each day says its state, and a closed one its reason. */
export function MonthOfPlaces({ view }: { view: AvailabilityView }) {
  const { words, language } = usePage()
  const dates = useDates()
  const weekdays = weekdayNames(language)
  const marks = marksIn(
    words,
    view.days.some((it) => it.state === 'no-booking'),
  )
  const query = { ...view.query, venue: view.venue?.code, list: false }
  const place = view.months.indexOf(view.month)
  const move = (month: string | undefined) =>
    month
      ? {
          href: availabilityPath({ ...query, month, day: undefined }),
          text: dates.month(`${month}-01`),
        }
      : undefined

  const reasonOf = useReasons()
  const hours = useHours()
  const stateOf = (day: ViewedDay) => {
    if (day.state === 'closed' || day.state === 'later') return reasonOf(day) ?? ''
    return day.state === 'no-booking'
      ? words('availability.without.spoken', { hours: hours(day.periods) })
      : marks[day.state].text
  }
  const days = view.days.map((day): CalendarDay => {
    const weekday = weekdays[new Date(`${day.date}T00:00:00Z`).getUTCDay()]?.long ?? ''
    const leadsOn = day.state === 'free' || day.state === 'few' || day.state === 'no-booking'
    return {
      date: day.date,
      state: markOf(day),
      spoken: words('availability.spoken', { day: Number(day.date.slice(8)), weekday, state: stateOf(day) }),
      href: leadsOn ? `${availabilityPath({ ...query, day: day.date })}#times` : undefined,
      current: day.date === view.day,
      holiday: day.state === 'closed' && day.reason.kind === 'holiday',
    }
  })
  return (
    <MonthCalendar
      caption={dates.month(`${view.month}-01`)}
      weekdays={weekdays}
      days={days}
      marks={marks}
      legend={words('common:calendar.legend')}
      previous={move(view.months[place - 1])}
      next={move(view.months[place + 1])}
    />
  )
}
