import {
  bringListLines,
  bringListOf,
  formatReservationNumber,
  type Speech,
  sayBringList,
} from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import {
  type BookedReservation,
  GONE,
  type Letter,
  type MessageKind,
  type OfficeAct,
} from '@madoguchi/core/notices'
import { type Policy, type Procedure, procedureOf, textIn } from '@madoguchi/core/tenancy'
import { formatDate, formatDateTime, type Language, type Languages } from '@madoguchi/i18n'

/** What a mail says about the municipality that sends it. */
export type Sender = {
  name: { ja: string }
  contact: { name: { ja: string }; telephone: string }
  /** Address of the residents' pages, without a slash at the end. */
  bookingAddress: string
}

/**
 * Writes the mail about a booking, a change or a cancellation, the resident's or the office's, or the reminder of a visit, in the
 * language the reservation was made in.
 * Plain text: many read it on a phone. Its links only show; nothing is done by opening one.
 */
export function composeConfirmation(
  kind: MessageKind,
  reservation: BookedReservation,
  office: OfficeAct | null,
  { sender, policy, languages }: { sender: Sender; policy: Policy; languages: Languages },
): Letter {
  const language = reservation.language as Language
  const t = languages.t(language, 'mail')
  const key = kind.replace('.', '_')
  const city = textIn(sender.name, language)
  const procedure = procedureOf(policy, reservation.procedureCode)
  const gone = GONE.some((it) => it === kind)
  const when = formatDateTime(language, reservation.startsAt, { years: 'western' })

  const bringLines = (procedure: Procedure) => {
    const list = bringListOf({ procedure, ...reservation, on: dateAt(reservation.startsAt) }, policy.papers)
    return bringListLines(sayBringList(list, speechIn(languages, language)))
  }
  const lines = [
    t(`opening.${key}`),
    ...(office?.reason ? [t('reason', { reason: textIn(office.reason, language) })] : []),
    '',
    t('number', { number: formatReservationNumber(reservation.number) }),
    ...(office?.before
      ? [
          t('before', {
            when: formatDateTime(language, office.before.startsAt, { years: 'western' }),
            venue: textIn(office.before.venueName, language),
          }),
        ]
      : []),
    t('when', { when }),
    t('where', { venue: textIn(reservation.venueName, language) }),
    ...(reservation.venueAddress && !gone
      ? [t('address', { address: textIn(reservation.venueAddress, language) })]
      : []),
    ...(procedure ? [t('what', { procedure: textIn(procedure.name, language) })] : []),
    '',
    ...(gone || !procedure ? [] : [`■ ${t('bring')}`, ...bringLines(procedure), '']),
    t(gone ? 'again' : 'change'),
    gone ? `${sender.bookingAddress}/` : `${sender.bookingAddress}/my`,
    '',
    t('noreply', { contact: textIn(sender.contact.name, language), telephone: sender.contact.telephone }),
  ]
  const short = formatDateTime(language, reservation.startsAt, { length: 'short' })
  return { subject: t(`subject.${key}`, { city, when: short }), body: `${city}\n\n${lines.join('\n')}\n` }
}

/** How a mail says a list of what to bring. */
const speechIn = (languages: Languages, language: Language): Speech => ({
  papers: (key, facts) => languages.t(language, 'papers')(key, facts ?? {}),
  local: (text) => textIn(text, language),
  date: (date) => formatDate(language, date, { weekday: false, years: 'western' }),
})
