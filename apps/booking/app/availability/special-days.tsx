import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'
import type { ViewedDay } from './availability-view.ts'

/** Reads out why a day is closed: in the municipality's words where there are some. */
export function useReasons() {
  const { words } = usePage()
  const local = useLocal()
  const dates = useDates()
  return (day: ViewedDay | undefined): string | undefined => {
    if (day?.state === 'later')
      return words('availability.closed.not-yet', { when: dates.dateTime(day.opensAt, 'short') })
    if (day?.state !== 'closed') return undefined
    if ('text' in day.reason) return local(day.reason.text)
    const when = day.reason.kind === 'not-yet' ? dates.dateTime(day.reason.opensAt, 'short') : ''
    return words(`availability.closed.${day.reason.kind}`, { when })
  }
}

/** Why this one is closed. */
export const useReasonOf = (day: ViewedDay | undefined) => useReasons()(day)

const SPECIAL: ReadonlySet<string> = new Set(['national-stop', 'closure'])

/** The days of the month on which something else than the week or a holiday closes the counter, each with its reason. */
export function SpecialDays({ days }: { days: readonly ViewedDay[] }) {
  const reasonOf = useReasons()
  const dates = useDates()
  const special = days.filter((it) => it.state === 'closed' && SPECIAL.has(it.reason.kind))
  if (special.length === 0) return null
  return (
    <ul>
      {special.map((it) => (
        <li key={it.date}>
          {dates.date(it.date, 'short')} {reasonOf(it)}
        </li>
      ))}
    </ul>
  )
}
