import { formatReservationNumber } from '@madoguchi/core/booking'
import type { BookedReservation, Confirmation, Letter } from '@madoguchi/core/notices'
import { type Policy, procedureOf, textIn } from '@madoguchi/core/tenancy'
import { formatDateTime, type Language, type Languages } from '@madoguchi/i18n'

/** What a mail says about the municipality that sends it. */
export type Sender = {
  name: { ja: string }
  contact: { name: { ja: string }; telephone: string }
  /** Address of the residents' pages, without a slash at the end. */
  bookingAddress: string
}

/**
 * Writes the confirmation of a booking, a change or a cancellation in the language the reservation was made in.
 * Plain text: many read it on a phone. Its links only show; nothing is done by opening one.
 */
export function composeConfirmation(
  kind: Confirmation,
  reservation: BookedReservation,
  { sender, policy, languages }: { sender: Sender; policy: Policy; languages: Languages },
): Letter {
  const language = reservation.language as Language
  const t = languages.t(language, 'mail')
  const key = kind.replace('.', '_')
  const city = textIn(sender.name, language)
  const procedure = procedureOf(policy, reservation.procedureCode)
  const gone = kind === 'reservation.cancelled'
  const when = formatDateTime(language, reservation.startsAt, { years: 'western' })

  const lines = [
    t(`opening.${key}`),
    '',
    t('number', { number: formatReservationNumber(reservation.number) }),
    t('when', { when }),
    t('where', { venue: textIn(reservation.venueName, language) }),
    ...(reservation.venueAddress && !gone
      ? [t('address', { address: textIn(reservation.venueAddress, language) })]
      : []),
    ...(procedure ? [t('what', { procedure: textIn(procedure.name, language) })] : []),
    '',
    ...(gone || !procedure
      ? []
      : [`■ ${t('bring')}`, ...procedure.bring.map((it) => `・${textIn(it.text, language)}`), '']),
    t(gone ? 'again' : 'change'),
    gone ? `${sender.bookingAddress}/` : `${sender.bookingAddress}/my`,
    '',
    t('noreply', { contact: textIn(sender.contact.name, language), telephone: sender.contact.telephone }),
  ]
  const short = formatDateTime(language, reservation.startsAt, { length: 'short' })
  return { subject: t(`subject.${key}`, { city, when: short }), body: `${city}\n\n${lines.join('\n')}\n` }
}
