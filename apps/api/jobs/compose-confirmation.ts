import {
  bringListLines,
  bringListOf,
  formatReservationNumber,
  type Speech,
  sayBringList,
  whatChanged,
} from '@madoguchi/core/booking'
import { calendarFile } from '@madoguchi/core/booking/calendar-file'
import { dateAt } from '@madoguchi/core/calendar'
import {
  type ActTold,
  type BookedReservation,
  CONTACT_LEFT,
  type Confirmation,
  isGone,
  type Letter,
  type MessageKind,
} from '@madoguchi/core/notices'
import { type LocalText, type Policy, procedureOf, textIn } from '@madoguchi/core/tenancy'
import { formatDate, formatDateTime, type Language, type Languages } from '@madoguchi/i18n'

/** What a mail says about the municipality that sends it. */
export type Sender = {
  slug: string
  name: { ja: string }
  contact: { name: { ja: string }; telephone: string }
  /** Address of the residents' pages, without a slash at the end. */
  bookingAddress: string
}

/**
 * Writes the mail about a booking, a change, a correction or a cancellation, the resident's or the office's, or the reminder
 * of a visit, in the language of the reservation. Plain text: many read it on a phone. Its links only show; nothing is done by opening one. The calendar
 * file goes with it, of a cancelled reservation too: it takes the entry out.
 */
export function composeConfirmation(
  kind: MessageKind,
  reservation: BookedReservation,
  told: ActTold,
  { sender, policy, languages }: { sender: Sender; policy: Policy; languages: Languages },
): Letter {
  const language = reservation.language as Language
  const t = languages.t(language, 'mail')
  const local = (text: LocalText) => textIn(text, language)
  const key = kind.replace('.', '_')
  const city = local(sender.name)
  const number = formatReservationNumber(reservation.number)
  const { telephone } = sender.contact
  const noreply = t('noreply', { contact: local(sender.contact.name), telephone })
  const short = formatDateTime(language, reservation.startsAt, { length: 'short' })
  const letter = (lines: string[], calendar: string | null): Letter => ({
    subject: t(`subject.${key}`, { city, when: short }),
    body: `${city}\n\n${lines.join('\n')}\n`,
    calendar,
  })
  if (kind === CONTACT_LEFT) return letter([t(`opening.${key}`), '', noreply], null)

  const procedure = procedureOf(policy, reservation.procedureCode)
  // Another act's mail may speak of the same version.
  const before = MOVES.some((it) => it === kind) ? told.before : null
  const gone = isGone(kind)
  const exactly = (at: Date) => formatDateTime(language, at, { years: 'western' })
  const list =
    procedure && bringListOf({ procedure, ...reservation, on: dateAt(reservation.startsAt) }, policy.papers)
  const bring = list ? bringListLines(sayBringList(list, speechIn(languages, language))) : []
  const address = reservation.venueAddress
  const what = procedure && t('what', { procedure: local(procedure.name) })

  const lines = [
    t(`opening.${key}`),
    ...(told.reason ? [t('reason', { reason: local(told.reason) })] : []),
    ...(before ? [t(`changed.${whatChanged(before, reservation)}`)] : []),
    '',
    t('number', { number }),
    ...(before ? [t('before', { when: exactly(before.startsAt), venue: local(before.venueName) })] : []),
    t('when', { when: exactly(reservation.startsAt) }),
    t('where', { venue: local(reservation.venueName) }),
    ...(address && !gone ? [t('address', { address: local(address) })] : []),
    ...(what ? [what] : []),
    '',
    ...(gone || bring.length === 0 ? [] : [`■ ${t('bring')}`, ...bring, '']),
    t(gone ? 'again' : 'change'),
    gone ? `${sender.bookingAddress}/` : `${sender.bookingAddress}/my`,
    '',
    noreply,
  ]
  // What was missed stays in a calendar as it was.
  if (kind === 'reservation.missed') return letter(lines, null)
  const calendar = calendarFile(reservation, {
    slug: sender.slug,
    language,
    title: `${procedure ? local(procedure.name) : ''} ${city}`.trim(),
    lines: [t('number', { number }), ...bring, telephone],
    address,
  })
  return letter(lines, calendar)
}

const MOVES: readonly Confirmation[] = ['reservation.changed', 'reservation.moved']

/** How a mail says a list of what to bring. */
const speechIn = (languages: Languages, language: Language): Speech => ({
  papers: (key, facts) => languages.t(language, 'papers')(key, facts ?? {}),
  local: (text) => textIn(text, language),
  date: (date) => formatDate(language, date, { weekday: false, years: 'western' }),
})
