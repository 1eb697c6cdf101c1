import { createEvent } from 'ics'
import { type Language, type LocalText, textIn } from '../tenancy/policy-rules.ts'

type CalendarEntry = {
  id: string
  version: number
  state: string
  startsAt: Date
  minutes: number
  venueName: LocalText
}

/** What is said around it, in the reader's language. */
type CalendarWords = {
  slug: string
  language: Language
  title: string
  lines: string[]
  address: LocalText | null | undefined
}

/**
 * A reservation for the calendar of a telephone (RFC 5545), downloaded or in a mail: always under one UID, and with a higher
 * SEQUENCE whenever it was moved or cancelled, so that the later file replaces the earlier.
 */
export function calendarFile(
  it: CalendarEntry,
  { slug, language, title, lines, address }: CalendarWords,
): string {
  const local = (text: LocalText | null | undefined) => (text ? textIn(text, language) : '')
  const { error, value } = createEvent({
    uid: `${it.id}@${slug}`,
    sequence: it.version - 1,
    productId: 'madoguchi',
    start: it.startsAt.getTime(),
    startInputType: 'utc',
    startOutputType: 'utc',
    duration: { minutes: it.minutes },
    title,
    description: lines.join('\n'),
    location: `${local(it.venueName)} ${local(address)}`.trim(),
    status: it.state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
  })
  if (error || !value) throw error ?? new Error('no calendar file')
  return value
}
