import type { StandingOffer } from '@madoguchi/core/calendar-changes'
import type { LocalText } from '@madoguchi/core/tenancy'
import { Button, Notice } from '@madoguchi/ui'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'

type Place = { startsAt: Date; venueName: LocalText }
type Props = {
  id: string
  offer: StandingOffer
  moved: { reason: LocalText; before: Place }
  now: Place
  changeable: boolean
}

/** A place that is set aside instead of the one that had to be closed: until when, and the button that takes it. */
export function OfferedInstead({ id, offer, moved, now, changeable }: Props) {
  const { words, tenant } = usePage()
  const dates = useDates()
  const local = useLocal()
  const at = (place: Place) => ({ when: dates.dateTime(place.startsAt), venue: local(place.venueName) })
  const kind = offer.accepted ? 'success' : 'warning'
  return (
    <Notice
      className="no-print"
      kind={kind}
      label={words(`common:notice.${kind}`)}
      title={words(offer.accepted ? 'offer.accepted' : 'offer.offered', { city: local(tenant.name) })}
    >
      <p>
        {words('my.moved.before', at(moved.before))}
        <br />
        <strong>{words('my.moved.now', at(now))}</strong>
      </p>
      <p>{words('my.moved.why', { reason: local(moved.reason) })}</p>
      {!offer.accepted && (
        <>
          {/* The last minute of it, as the mail says it. */}
          <p>
            {words('offer.until', { until: dates.dateTime(new Date(offer.answerBy.getTime() - 60_000)) })}
          </p>
          <form method="post" action={`/my/${id}/accept`} data-submit-once="">
            <HiddenFields />
            <Button>{words('offer.accept')}</Button>
          </form>
        </>
      )}
      <p>{words(changeable ? 'offer.otherwise' : 'my.moved.call')}</p>
    </Notice>
  )
}
