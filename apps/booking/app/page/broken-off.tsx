import { Notice } from '@madoguchi/ui'
import { CallUs } from './call-us.tsx'
import { usePage } from './page.tsx'

/** What the owner alone cannot mend before coming again: an officer says more. */
const CALL_FIRST = ['chip_fault', 'other']

/** The last visit ended without the card: why, and that the pick-up can be booked again. */
export function BrokenOff({ on, reason, bookable }: { on: string; reason: string; bookable: boolean }) {
  const { words } = usePage()
  const call = CALL_FIRST.includes(reason)
  return (
    <Notice
      kind="warning"
      label={words('common:notice.warning')}
      title={words('card.broken-off.title', { date: on })}
    >
      <p>{words(`card.broken-off.because.${reason}`)}</p>
      {bookable && !call && <p>{words('card.broken-off.again')}</p>}
      {call && <CallUs />}
    </Notice>
  )
}
