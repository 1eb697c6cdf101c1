import type { FreeSlot } from '@madoguchi/core/availability'
import { formatTime } from '@madoguchi/i18n/format'
import { TimeList } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import type { AvailabilityQuery } from './availability-query.ts'
import { marksIn } from './marks.ts'

/** The times of a day; a free one leads on, to booking it or to moving a reservation there. */
export function Times({ slots, query }: { slots: FreeSlot[]; query: AvailabilityQuery }) {
  const { words, language } = usePage()
  const onward = query.change ? `/my/${query.change}/change?` : `/book?procedure=${query.procedure}&`
  return (
    <TimeList
      marks={marksIn(words)}
      times={slots.map(({ id, startsAt, free, places }) => ({
        time: formatTime(language, startsAt),
        state: free <= 0 ? 'full' : free * 4 <= places && free < places ? 'few' : 'free',
        href: free > 0 ? `${onward}slot=${id}` : undefined,
        text: free > 0 ? words('availability.left', { count: free }) : undefined,
      }))}
    />
  )
}
