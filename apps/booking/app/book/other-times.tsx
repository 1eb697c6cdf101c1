import type { Procedure } from '@madoguchi/core/tenancy'
import { Heading, TextLink, TimeList } from '@madoguchi/ui'
import { availabilityPath } from '../availability/availability-query.ts'
import { marksIn } from '../availability/marks.ts'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'
import type { OtherPlace } from './asked-place.ts'
import { bookPath } from './book-path.ts'
import type { Refusal } from './hold.tsx'
import { whyRefused } from './why-refused.ts'

type OtherTimesProps = {
  procedure: Procedure
  reason: Refusal
  opensAt: Date | undefined
  others: OtherPlace[]
  cardAt: string | undefined
}

/** The place is gone: the next best. Each leads to the check page, where everything that was typed still stands. */
export function OtherTimes({ procedure, reason, opensAt, others, cardAt }: OtherTimesProps) {
  const page = usePage()
  const { words, heading } = page
  const dates = useDates()
  const local = useLocal()
  return (
    <>
      {!heading?.problems && <p>{whyRefused(page, reason, opensAt)}</p>}
      <p>{local(procedure.name)}</p>
      <Heading level={2}>{words('book.other-times')}</Heading>
      <TimeList
        marks={marksIn(words)}
        times={others.map(({ id, startsAt, state, venue }) => ({
          time: `${dates.dateTime(startsAt, 'short')} ${venue ? local(venue) : ''}`.trim(),
          state,
          href: bookPath('/book/check', procedure.code, id),
        }))}
      />
      <p>
        <TextLink href={availabilityPath({ procedure: procedure.code, cardAt })}>
          {words('book.whole-calendar')}
        </TextLink>
      </p>
    </>
  )
}
