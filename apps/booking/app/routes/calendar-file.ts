import { bringListLines, formatReservationNumber, sayBringList } from '@madoguchi/core/booking'
import { calendarFile } from '@madoguchi/core/booking/calendar-file'
import { textIn } from '@madoguchi/core/tenancy'
import type { PageArgs } from '../page/page.tsx'
import { speechIn } from '../page/speech.ts'
import { reservationPage } from '../reservation/reservation-page.ts'

/** The reservation for the calendar of a telephone, as it is in the mails (core: calendar-file.ts). */
export async function loader(args: PageArgs) {
  const { words, language, tenant } = args.context
  const { reservation, venue, procedure, people } = await reservationPage(args)
  const local = (text: { ja: string } | undefined) => (text ? textIn(text, language) : '')
  const file = calendarFile(reservation, {
    slug: tenant.slug,
    language,
    title: words('calendar-file.title', { procedure: local(procedure?.name), city: local(tenant.name) }),
    lines: [
      words('calendar-file.number', { number: formatReservationNumber(reservation.number) }),
      ...people.flatMap((it) => [
        people.length > 1
          ? words('basket:bring-of', { who: words('basket:person', { number: it.number }) })
          : words('papers:title'),
        ...(it.bring ? bringListLines(sayBringList(it.bring, speechIn(args.context))) : []),
      ]),
      words('call.title'),
      tenant.contact.telephone,
    ],
    address: venue?.address,
  })
  return new Response(file, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="reservation-${reservation.number}.ics"`,
    },
  })
}
