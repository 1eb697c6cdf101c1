import type { standingMove } from '@madoguchi/core/booking'
import type { LocalText } from '@madoguchi/core/tenancy'
import { Notice } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'

type Place = { startsAt: Date; venueName: LocalText }
type MovedProps = Pick<NonNullable<ReturnType<typeof standingMove>>, 'what' | 'reason'> & {
  before: Place
  now: Place
  changeable: boolean
}

/** The first thing that whoever looks must see, until the visit: it is not when and where they had booked, and why. */
export function MovedByTheOffice({ what, reason, before, now, changeable }: MovedProps) {
  const { words, tenant } = usePage()
  const dates = useDates()
  const local = useLocal()
  const at = (place: Place) => ({ when: dates.dateTime(place.startsAt), venue: local(place.venueName) })
  return (
    <Notice
      className="no-print"
      kind="warning"
      label={words('common:notice.warning')}
      title={words(`my.moved.${what}`, { city: local(tenant.name) })}
    >
      <p>
        {words('my.moved.before', at(before))}
        <br />
        <strong>{words('my.moved.now', at(now))}</strong>
      </p>
      <p>{words('my.moved.why', { reason: local(reason) })}</p>
      <p>{words(changeable ? 'my.moved.changeable' : 'my.moved.call')}</p>
    </Notice>
  )
}
