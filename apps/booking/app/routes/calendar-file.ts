import { bringListLines, formatReservationNumber, sayBringList } from '@madoguchi/core/booking'
import { textIn } from '@madoguchi/core/tenancy'
import { createEvent } from 'ics'
import type { PageArgs } from '../page/page.tsx'
import { speechIn } from '../page/speech.ts'
import { reservationPage } from '../reservation/reservation-page.ts'

/** The reservation for the calendar of a telephone (RFC 5545), under one UID: a later download replaces the earlier. */
export async function loader(args: PageArgs) {
  const { words, language, tenant } = args.context
  const { reservation, venue, procedure, bring } = await reservationPage(args)
  const local = (text: { ja: string } | undefined) => (text ? textIn(text, language) : '')
  const lines = bring ? bringListLines(sayBringList(bring, speechIn(args.context))) : []
  const { error, value } = createEvent({
    uid: `${reservation.id}@${tenant.slug}`,
    sequence: reservation.version - 1,
    productId: 'madoguchi',
    start: reservation.startsAt.getTime(),
    startInputType: 'utc',
    startOutputType: 'utc',
    duration: { minutes: reservation.minutes },
    title: words('calendar-file.title', { procedure: local(procedure?.name), city: local(tenant.name) }),
    description: [
      words('calendar-file.number', { number: formatReservationNumber(reservation.number) }),
      words('papers:title'),
      ...lines,
      words('call.title'),
      tenant.contact.telephone,
    ].join('\n'),
    location: `${local(reservation.venueName)} ${local(venue?.address)}`.trim(),
    status: reservation.state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
  })
  if (error || !value) throw error ?? new Error('no calendar file')
  return new Response(value, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="reservation-${reservation.number}.ics"`,
    },
  })
}
