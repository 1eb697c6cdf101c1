import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import type { ViewedDay } from './availability-view.ts'

const opensAt = (day: ViewedDay): Date | null => {
  if (day.state === 'later') return day.opensAt
  return day.state === 'closed' && day.reason.kind === 'not-yet' ? day.reason.opensAt : null
}

/** When the next places of this month open, and of which days: ▷ in the table. */
export function NextOpening({ days }: { days: readonly ViewedDay[] }) {
  const { words } = usePage()
  const dates = useDates()
  const [when] = days.flatMap((it) => opensAt(it) ?? []).toSorted((a, b) => a.getTime() - b.getTime())
  if (!when) return null
  const opening = days.filter((it) => opensAt(it)?.getTime() === when.getTime())
  const [from = '', until = ''] = [opening[0], opening.at(-1)].map((it) =>
    dates.date(it?.date ?? '', 'short'),
  )
  return (
    <p>
      {words('availability.next-opening', {
        when: dates.dateTime(when, 'short'),
        days: from === until ? from : words('availability.days-between', { from, until }),
      })}
    </p>
  )
}
