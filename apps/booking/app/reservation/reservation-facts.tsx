import type { LocalText } from '@madoguchi/core/tenancy'
import { formatTimeRange } from '@madoguchi/i18n/format'
import { SummaryList } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'

type Facts = {
  procedure: { name: LocalText } | undefined
  venueName: LocalText
  startsAt: Date
  minutes: number
}

/** What is reserved: for what, when, where. */
export function ReservationFacts({ procedure, venueName, startsAt, minutes }: Facts) {
  const { words, language } = usePage()
  const local = useLocal()
  const dates = useDates()
  const ends = new Date(startsAt.getTime() + minutes * 60_000)
  return (
    <SummaryList
      rows={[
        {
          term: words('book.when'),
          value: (
            <>
              {dates.date(startsAt)}
              <br />
              {formatTimeRange(language, startsAt, ends)}
            </>
          ),
        },
        { term: words('book.venue'), value: local(venueName) },
        ...(procedure ? [{ term: words('book.procedure'), value: local(procedure.name) }] : []),
      ]}
    />
  )
}
