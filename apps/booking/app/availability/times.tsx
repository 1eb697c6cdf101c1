import { type FreeSlot, stateOf } from '@madoguchi/core/availability'
import { formatTime } from '@madoguchi/i18n/format'
import { TimeList } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import type { AvailabilityQuery } from './availability-query.ts'
import { marksIn } from './marks.ts'

/** The times of a day; a free one leads on, to booking it or to moving a reservation there. */
export function Times({ slots, query }: { slots: FreeSlot[]; query: AvailabilityQuery }) {
  const { words, language } = usePage()
  const dates = useDates()
  const onward = query.change ? `/my/${query.change}/change?` : `/book?procedure=${query.procedure}&`
  return (
    <TimeList
      marks={marksIn(words)}
      times={slots.map((slot) => ({
        time: formatTime(language, slot.startsAt),
        state: stateOf(slot),
        href: slot.free > 0 ? `${onward}slot=${slot.id}` : undefined,
        text:
          slot.free > 0
            ? words('availability.left', { count: slot.free })
            : slot.moreAt
              ? words('availability.opens-at', { when: dates.dateTime(slot.moreAt, 'short') })
              : undefined,
      }))}
    />
  )
}
