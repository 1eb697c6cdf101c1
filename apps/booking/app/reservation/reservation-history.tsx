import type { HistoryEntry } from '@madoguchi/core/booking'
import type { LocalText } from '@madoguchi/core/tenancy'
import { formatDateTime } from '@madoguchi/i18n/format'
import { Heading, SummaryList } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'

type Entry = Pick<HistoryEntry, 'act' | 'at' | 'startsAt'> & { venueName: LocalText }

/** What was done about the reservation, once there is more to tell than that it was made. */
export function ReservationHistory({ entries }: { entries: Entry[] }) {
  const { words, language } = usePage()
  const local = useLocal()
  if (entries.length < 2) return null
  return (
    <section className="stack">
      <Heading level={2}>{words('history:title')}</Heading>
      <SummaryList
        rows={entries.map(({ act, at, startsAt, venueName }) => ({
          term: formatDateTime(language, at, { length: 'short' }),
          value: (
            <>
              {words(`history:act.${act}`)}
              {act !== 'cancelled' && (
                <>
                  <br />
                  {words('history:for', {
                    when: formatDateTime(language, startsAt, { length: 'short' }),
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
