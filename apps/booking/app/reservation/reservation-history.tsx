import type { HistoryEntry } from '@madoguchi/core/booking'
import type { LocalText } from '@madoguchi/core/tenancy'
import { Heading, SummaryList } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'

type Entry = Pick<HistoryEntry, 'act' | 'at' | 'startsAt'> & { venueName: LocalText }

/** After these it stands for a time and a venue that are worth saying. */
const MOVES: readonly Entry['act'][] = ['booked', 'changed', 'moved']

/** What was done about the reservation, once there is more to tell than that it was made. */
export function ReservationHistory({ entries }: { entries: Entry[] }) {
  const { words } = usePage()
  const dates = useDates()
  const local = useLocal()
  if (entries.length < 2) return null
  return (
    <section className="stack no-print">
      <Heading level={2}>{words('history:title')}</Heading>
      <SummaryList
        rows={entries.map(({ act, at, startsAt, venueName }) => ({
          term: dates.dateTime(at, 'short'),
          value: (
            <>
              {words(`history:act.${act}`)}
              {MOVES.includes(act) && (
                <>
                  <br />
                  {words('history:for', {
                    when: dates.dateTime(startsAt, 'short'),
                    venue: local(venueName),
                  })}
                </>
              )}
            </>
          ),
        }))}
      />
    </section>
  )
}
