import type { FreeSlot } from '@madoguchi/core/availability'
import type { Coming } from '@madoguchi/core/booking'
import type { Procedure, TenantVenue } from '@madoguchi/core/tenancy'
import { formatDate, formatTimeRange } from '@madoguchi/i18n/format'
import { languageNames } from '@madoguchi/i18n/languages'
import { SummaryList, type SummaryRow } from '@madoguchi/ui'
import { availabilityPath } from '../availability/availability-query.ts'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'
import { bookPath } from './book-path.ts'
import type { Visitor } from './read-visitor.ts'

type WhatIsBookedProps = {
  procedure: Procedure
  slot: FreeSlot
  venue: TenantVenue
  /** The name of the card's owner, of whom a letter tells. */
  owner: string | undefined
  visitor: Visitor
  /** Where the card lies, for the calendar. */
  cardAt: TenantVenue | undefined
  /** Who comes; null where nobody is asked. */
  coming: Coming | null
}

/** Everything as it will be booked, each with the way back to it. What was typed is kept on that way. */
export function WhatIsBooked({ procedure, slot, venue, owner, visitor, cardAt, coming }: WhatIsBookedProps) {
  const { words, language } = usePage()
  const dates = useDates()
  const local = useLocal()
  const kept = { procedure: procedure.code, cardAt: cardAt?.code }
  const there = { ...kept, venue: venue.code, day: slot.date }
  const ends = new Date(slot.startsAt.getTime() + slot.minutes * 60_000)
  const typedAt = (field: string) => ({
    href: `${bookPath('/book', procedure.code, slot.id)}#${field}`,
    label: words(`book.change-${field}`),
  })
  const place: SummaryRow[] = [
    {
      term: words('book.procedure'),
      value: local(procedure.name),
      change: procedure.needsCard
        ? undefined
        : { href: '/procedures', label: words('book.change-procedure') },
    },
    {
      term: words('book.venue'),
      value: local(venue.name),
      change: {
        href: `${availabilityPath(kept)}#venues`,
        label: words('book.change-venue'),
      },
    },
    {
      term: words('book.when'),
      value: (
        <>
          {dates.date(slot.startsAt)}
          <br />
          {formatTimeRange(language, slot.startsAt, ends)}
        </>
      ),
      change: { href: `${availabilityPath(there)}#times`, label: words('book.change-when') },
    },
  ]
  const person: SummaryRow[] = procedure.needsCard
    ? [{ term: words('book.card-owner'), value: words('book.owner', { name: owner ?? '' }) }]
    : [
        { term: words('book.person-kana'), value: visitor.kana, change: typedAt('kana') },
        {
          term: words('identify.birth'),
          value:
            visitor.birthDate && formatDate(language, visitor.birthDate, { weekday: false, years: 'both' }),
          change: typedAt('birth'),
        },
      ]
  const who: SummaryRow[] = coming
    ? [
        {
          term: words('papers:who.title'),
          value: (
            <>
              {words(`papers:comer.${coming.comer}`)}
              {coming.reason && (
                <>
                  <br />
                  {words(`papers:reason.${coming.reason}`)}
                </>
              )}
            </>
          ),
          change: {
            href: bookPath('/book/who', procedure.code, slot.id),
            label: words('papers:who.change'),
          },
        },
      ]
    : []
  const contact: SummaryRow[] = [
    { term: words('book.mail'), value: visitor.mail ?? words('book.no-mail'), change: typedAt('mail') },
    ...(visitor.mail
      ? [
          {
            term: words('book.language'),
            value: languageNames[visitor.language ?? language],
            change: typedAt('language'),
          },
        ]
      : []),
    {
      term: words('book.telephone'),
      value: visitor.telephone ?? words('book.no-telephone'),
      change: typedAt('telephone'),
    },
  ]
  return <SummaryList rows={[...place, ...person, ...who, ...contact]} />
}
