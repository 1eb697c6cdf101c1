import { formatReservationNumber } from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { type CardRecord, COUNTER_ACTS, type CounterVisit } from '@madoguchi/core/issuance'
import { formatDate, formatDateTime } from '@madoguchi/i18n/format'
import { comingView } from './coming-view.server.ts'
import { historyView, visitEventView } from './event-view.server.ts'
import { proceduresNamed } from './procedures-named.server.ts'
import type { OfficeContext } from './staff-context.ts'

const plainDay = (day: string | null) => day && formatDate('ja', day, { weekday: false })

/** When, for a list: 「4月6日（月）9時2分」. */
export const briefly = (at: Date) => formatDateTime('ja', at, { length: 'short' })

const venueName = ({ settings }: OfficeContext, id: string) =>
  settings.venues.find((venue) => venue.id === id)?.name.ja ?? ''

/** A visit in the words of the page. */
export const visitView = (visit: CounterVisit, context: OfficeContext) => ({
  id: visit.id,
  number: formatReservationNumber(visit.number),
  state: visit.state,
  when: `${formatDateTime('ja', visit.startsAt)}（${visit.minutes}分）`,
  venue: venueName(context, visit.venueId),
  channel: visit.channel,
  language: visit.language,
  contact: [visit.telephone, visit.mail].filter((it) => it !== null),
  bookedAt: formatDateTime('ja', visit.bookedAt),
  cancelled: visit.cancelledAt && { at: briefly(visit.cancelledAt), reason: visit.cancelReason },
  visitors: visit.visitors.map((it) => ({
    name: it.name,
    kana: it.kana,
    birthDate: plainDay(it.birthDate),
    id: it.id,
    procedure: proceduresNamed(context, it),
    ...comingView(it, visit, context),
  })),
  // What was done with the card, the card's own history says, and more.
  events: visit.events
    .filter(({ act }) => visit.cards.length === 0 || !COUNTER_ACTS.some((it) => it === act))
    .map((it) => visitEventView(it, context.t)),
  messages: visit.messages.map(({ id, kind, state, at }) => ({ id, kind, state, at: briefly(at) })),
  cards: visit.cards.map((card) => ({
    ...cardView(card, context),
    elsewhere: card.away && !GONE.includes(card.state),
  })),
})

const GONE: readonly string[] = ['issued', 'delivered', 'destroyed']

/** A card in the words of the page. */
export const cardView = (card: CounterVisit['cards'][number] | CardRecord, context: OfficeContext) => ({
  id: card.id,
  name: card.name,
  kana: card.kana,
  birthDate: plainDay(card.birthDate),
  address: card.address,
  state: card.state,
  kind: card.kind,
  /** The venue at which it lies on record. */
  venue: venueName(context, card.venueId),
  /** Where it lies: the place on record, else the venue; null once it has left the office. */
  place: GONE.includes(card.state) ? null : card.place || venueName(context, card.venueId),
  noticeNumber: card.noticeNumber,
  applicationId: card.applicationId,
  deadline: plainDay(card.deadlineOn),
  deadlinePassed:
    card.deadlineOn !== null && card.deadlineOn < dateAt(context.now) && !GONE.includes(card.state),
  expiresOn: plainDay(card.expiresOn),
  letterWaits: card.letterWaits === true,
  letterMade: card.letterMadeAt && briefly(card.letterMadeAt),
  nameHeld: card.nameHeld,
  history: historyView(card.custody, 'nameChecks' in card ? card.nameChecks : [], context.t),
})
