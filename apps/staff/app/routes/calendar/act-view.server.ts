import { formatReservationNumber } from '@madoguchi/core/booking'
import { timeAt } from '@madoguchi/core/calendar'
import { type ActInView, mayUndo } from '@madoguchi/core/calendar-changes'
import type { OfficeContext } from '../../staff-context.ts'
import { briefly } from '../../visit-view.server.ts'
import { exceptionWords, nameIn } from './exception-view.server.ts'
import { hitView } from './hit-view.server.ts'

/** An act in the words of its page: how far it has come, who still has to be told, and what is open. */
export function actView(act: ActInView, context: OfficeContext) {
  const { settings } = context
  const items = act.items.map((it) => ({
    id: it.id,
    reservationId: it.reservationId,
    number: formatReservationNumber(it.number),
    decision: it.decision,
    state: it.state,
    problem: it.problem,
    gone: it.reservationState === 'cancelled',
    now: `${briefly(it.startsAt)} ${nameIn(settings.venues, it.venue)}`,
    by: it.decidedBy,
    name: it.name,
    telephone: it.telephone,
    mail: it.mail,
    // Moved or called off, and no mail can say so.
    tell: it.state === 'done' && it.decision !== 'keep' && !it.mail,
    told: it.toldBy && it.toldAt && { by: it.toldBy, at: briefly(it.toldAt) },
    offer: it.offer,
  }))
  return {
    id: act.id,
    change: act.change,
    exception: exceptionWords(act.exception, context),
    reason: act.reason.ja,
    madeBy: act.madeBy,
    madeAt: briefly(act.madeAt),
    withdrawn: act.change === 'add' && act.exception.withdrawnAt !== null,
    cause: act.cause,
    // Until when it can be taken back, and nothing has been sent.
    waits: mayUndo(act, context.now) && act.notBefore ? timeAt(act.notBefore) : null,
    undone: act.undoneBy && act.undoneAt && { name: act.undoneBy, at: briefly(act.undoneAt) },
    answerBy: act.answerBy && briefly(new Date(act.answerBy.getTime() - 60_000)),
    offers: items.filter((it) => it.offer === 'open'),
    accepted: items.filter((it) => it.offer === 'accepted').length,
    lapsed: items.filter((it) => it.offer === 'lapsed').length,
    cards: act.cards.map((it) => ({
      key: `${it.id} ${it.reservationId}`,
      id: it.id,
      name: it.name,
      state: context.t(`card-state.${it.state}`),
      venue: nameIn(settings.venues, it.venue),
      place: it.places.length > 0 ? it.places.join(' › ') : null,
      box: it.box,
      number: formatReservationNumber(it.number),
      was: briefly(it.wasAt),
    })),
    pending: items.filter((it) => it.state === 'pending').length,
    items,
    tell: items.filter((it) => it.tell && !it.told),
    told: items.filter((it) => it.told).length,
    open: act.open.map((hit) => hitView(hit, context, null)),
  }
}
export type ActView = ReturnType<typeof actView>
