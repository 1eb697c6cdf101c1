import { calendarFile } from '../booking/calendar-file.ts'
import {
  bringListFor,
  bringListLines,
  formatReservationNumber,
  sayBringList,
  whatChanged,
} from '../booking/index.ts'
import { dateAt } from '../calendar.ts'
import { type LocalText, type Policy, procedureOf } from '../tenancy/policy-rules.ts'
import { type Contact, contactFor } from './contact-rules.ts'
import { defaultText } from './default-text.ts'
import type { ActTold, BookedReservation } from './messages.sql.ts'
import { CONTACT_LEFT, isGone, type MessageKind, WAITING_OFFER } from './notice-rules.ts'
import { type Facts, fillIn, type MessageText, placeholdersOf } from './text-rules.ts'
import type { Voice } from './voice.ts'
import type { Letter } from './write-confirmation.ts'

/** What a message says about the municipality that sends it. */
export type Sender = {
  slug: string
  name: LocalText
  contact: { name: LocalText; telephone: string }
  /** Address of the residents' pages, without a slash at the end. */
  bookingAddress: string
}
type Frame = { sender: Sender; policy: Policy; voice: Voice }

/**
 * Writes the message about a booking, a change, a correction or a cancellation, the resident's or the office's, or the reminder of a
 * visit, in the municipality's words or, without any, in ours. Plain text: many read it on a phone. Its links only show;
 * nothing is done by opening one. Null when nobody is told. The calendar file goes with it, of a cancelled reservation too: it takes the entry out.
 */
export function composeMessage(
  kind: MessageKind,
  reservation: BookedReservation,
  told: ActTold,
  words: MessageText | undefined,
  frame: Frame,
): (Letter & Contact) | null {
  const { sender, policy, voice } = frame
  const contact = contactFor(kind, reservation, policy)
  if (!contact) return null
  if (contact.channel !== 'mail') return { ...contact, ...shortMessage(kind, reservation, told, frame) }
  const text = words ?? defaultText(kind, voice)
  const { bring, ...facts } = factsOf(kind, reservation, told, frame)
  const allowed: Facts = Object.fromEntries(
    Object.entries({ ...facts, bring }).filter(([name]) => placeholdersOf(kind).some((it) => it === name)),
  )
  // What was missed stays in a calendar as it was.
  const wasMissed = kind === 'reservation.missed'
  const calendar = () =>
    calendarFile(reservation, {
      slug: sender.slug,
      language: voice.language,
      title: `${facts.procedure} ${facts.city}`.trim(),
      lines: [fillIn(voice.mail('number'), facts), ...(bring ? [bring] : []), facts.telephone],
      address: reservation.venueAddress,
    })
  return {
    ...contact,
    subject: fillIn(text.subject, { ...allowed, when: voice.briefly(reservation.startsAt) }),
    body: `${fillIn(told.before ? text.body : withoutBefore(text.body), allowed)}\n`,
    calendar: kind === CONTACT_LEFT || kind === WAITING_OFFER || wasMissed ? null : calendar(),
  }
}

/** Where nothing was moved there is no time before. */
const withoutBefore = (body: string) =>
  body
    .split('\n')
    .filter((line) => !line.includes('{{before_when}}'))
    .join('\n')

/**
 * The same in one or two short messages (70 characters each): what, which, when and where, and nothing about the person. No
 * link: people are told never to open one that came by SMS.
 */
function shortMessage(
  kind: MessageKind,
  reservation: BookedReservation,
  told: ActTold,
  frame: Frame,
): Letter {
  const { city, number, venue } = factsOf(kind, reservation, told, frame)
  const when = frame.voice.briefly(reservation.startsAt)
  const until = told.answerBy ? frame.voice.briefly(new Date(told.answerBy.getTime() - 60_000)) : ''
  const body = fillIn(frame.voice.mail(`short.${kind.replace('.', '_')}`), {
    ...{ city, number, when, venue },
    answer_by: until,
  })
  return { subject: '', body, calendar: null }
}

function factsOf(
  kind: MessageKind,
  reservation: BookedReservation,
  { before, reason, answerBy }: ActTold,
  { sender, policy, voice }: Frame,
) {
  const said = (text: LocalText | null | undefined) => (text ? voice.local(text) : '')
  const on = dateAt(reservation.startsAt)
  const people = [reservation, ...reservation.along].map((it) => {
    const codes = [it.procedureCode, ...it.moreProcedures]
    const procedures = codes.flatMap((code) => procedureOf(policy, code) ?? [])
    const { coming, birthDate, expiresOn } = it
    const list =
      procedures.length > 0 && bringListFor(procedures, { coming, birthDate, expiresOn, on }, policy.papers)
    const lines = list ? bringListLines(sayBringList(list, voice)) : []
    return { named: procedures.map((one) => said(one.name)).join(voice.papers('list.comma')), lines }
  })
  const [first] = people
  const several = people.length > 1
  const each = people.flatMap(({ named, lines }, at) => [
    ...(at > 0 ? [''] : []),
    fillIn(voice.mail('person'), { number: String(at + 1), procedure: named }),
    ...lines,
  ])
  return {
    city: said(sender.name),
    number: formatReservationNumber(reservation.number),
    when: voice.exactly(reservation.startsAt),
    venue: said(reservation.venueName),
    address: said(reservation.venueAddress),
    procedure: several
      ? fillIn(voice.mail('several'), { procedure: first?.named ?? '', number: String(people.length - 1) })
      : (first?.named ?? ''),
    before_when: before ? voice.exactly(before.startsAt) : '',
    before_venue: said(before?.venueName),
    // The last minute of it: nobody reads 「5日 0時まで」 as the 4th.
    answer_by: answerBy ? voice.exactly(new Date(answerBy.getTime() - 60_000)) : '',
    // Neither time nor venue: who comes, or for what.
    changed: voice.mail(`changed.${before ? whatChanged(before, reservation) : 'people'}`),
    reason: said(reason),
    bring: (several ? each : (first?.lines ?? [])).join('\n'),
    link: `${sender.bookingAddress}/${isGone(kind) ? '' : kind === WAITING_OFFER ? 'waiting' : 'my'}`,
    contact: said(sender.contact.name),
    telephone: sender.contact.telephone,
  }
}
