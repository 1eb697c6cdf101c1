import { formatReservationNumber } from '@madoguchi/core/booking'
import type { StuckMessage } from '@madoguchi/core/notices'
import { briefly } from '../visit-view.server.ts'

/** A message that has not left, in the words of the list. */
export const stuckView = (it: StuckMessage) => ({
  id: it.id,
  kind: it.kind,
  channel: it.channel,
  state: it.state,
  problem: it.problem,
  attempts: it.attempts,
  createdAt: briefly(it.createdAt),
  triedAt: it.triedAt && briefly(it.triedAt),
  reservation: it.reservationId &&
    it.number &&
    it.startsAt && {
      id: it.reservationId,
      number: formatReservationNumber(it.number),
      startsAt: briefly(it.startsAt),
    },
})
export type StuckView = ReturnType<typeof stuckView>
