import {
  type ActRefusal,
  actAtCounter,
  BREAK_OFF_REASONS,
  CANCEL_REASONS,
  type CounterAct,
  type HandOver,
  RECEIVERS,
} from '@madoguchi/core/issuance'
import type { ReservationId } from '@madoguchi/core/kernel'
import { numberingOf } from '@madoguchi/core/queue'
import type { Asked } from './asked-acts.ts'
import { officerIn } from './officer-in.server.ts'
import type { OfficeContext } from './staff-context.ts'
import { briefly } from './visit-view.server.ts'

/** What each of them lets choose from. */
export const CHOICES: Record<Asked, readonly string[]> = {
  'hand-over': RECEIVERS,
  'break-off': BREAK_OFF_REASONS,
  resume: [],
  cancel: CANCEL_REASONS,
}

/** Does an act for the officer who asked for it. */
export const perform = (
  context: OfficeContext,
  reservationId: ReservationId,
  act: CounterAct,
  reason: string | null,
  note: string | null = null,
  handOver: HandOver | null = null,
) =>
  actAtCounter(
    context.db,
    context.actor,
    officerIn(context),
    context.policy.booking.bookableCardStates,
    {
      act,
      reservationId,
      reason,
      note,
      handOver: handOver ?? undefined,
      numbering: numberingOf(context.policy, context.settings.lanes),
    },
    context.now,
  )

/** Why an act was not done, and who was faster, in the words of the page. */
export function refusalView({ reason, happened }: ActRefusal) {
  return { reason, happened: happened && { act: happened.act, by: happened.by, at: briefly(happened.at) } }
}
