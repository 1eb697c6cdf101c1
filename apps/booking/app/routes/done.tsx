import { formatReservationNumber } from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { contactFor } from '@madoguchi/core/notices'
import { BigNumber, Button, ButtonRow, Heading, LinkButton, TextLink } from '@madoguchi/ui'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { availabilityPath } from '../availability/availability-query.ts'
import { asksWho } from '../book/asks-who.ts'
import { Steps } from '../book/steps.tsx'
import { EndVisit } from '../page/end-visit.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { VenueFacts } from '../page/venue-facts.tsx'
import { BringLists } from '../reservation/bring-lists.tsx'
import { checkInCode } from '../reservation/check-in-code.ts'
import { CheckInPicture } from '../reservation/check-in-picture.tsx'
import { PeopleSection } from '../reservation/people-section.tsx'
import { ReservationFacts } from '../reservation/reservation-facts.tsx'
import { reservationPage } from '../reservation/reservation-page.ts'

export async function loader(args: PageArgs) {
  const { reservation, venue, procedure, people, live, changeable, windowOf, sms } =
    await reservationPage(args)
  if (!live) throw redirect(`/my/${reservation.id}`, 303)
  const { id, number, startsAt, minutes, venueName, mail, changedAt } = reservation
  const contact = contactFor('reservation.booked', { ...reservation, formerMail: null }, { sms })
  return {
    title: args.context.words(changedAt ? 'my.title-changed' : 'done.title'),
    id,
    number: formatReservationNumber(number),
    code: checkInCode(number),
    startsAt,
    minutes,
    venueName,
    mail,
    texted: contact?.channel === 'sms' ? contact.recipient : null,
    until: windowOf(startsAt).changeUntil,
    venue,
    procedure,
    people,
    changeable,
    mayAdd: changeable && people.length < args.context.policy.baskets.most,
  }
}

export default function Done() {
  const {
    id,
    number,
    code,
    startsAt,
    minutes,
    venueName,
    mail,
    texted,
    until,
    venue,
    procedure,
    people,
    ...may
  } = useLoaderData<typeof loader>()
  const { words } = usePage()
  const dates = useDates()
  const next = { procedure: procedure?.code, venue: venue?.code, day: dateAt(startsAt) }
  return (
    <>
      <Steps now="done" who={procedure !== undefined && asksWho(procedure)} />
      <BigNumber label={words('done.number')} value={number} />
      <p className="no-print">
        {mail && words('done.mailed', { mail })}
        {texted && `${words('done.texted', { telephone: texted })} `}
        {!mail && words('done.not-mailed')}{' '}
        <TextLink href={`/my/${id}/contact`}>{words(mail ? 'done.mail-wrong' : 'done.mail-add')}</TextLink>
      </p>
      <ReservationFacts procedure={procedure} venueName={venueName} startsAt={startsAt} minutes={minutes} />
      <ButtonRow>
        <LinkButton kind="secondary" href={`/done/${id}/reservation.ics`}>
          {words('done.calendar')}
        </LinkButton>
        <Button kind="secondary" type="button" data-print="">
          {words('common:action.print')}
        </Button>
      </ButtonRow>
      <Heading level={2}>{words('done.at-the-counter')}</Heading>
      <p>{words('done.code')}</p>
      <CheckInPicture code={code} label={words('done.code-label', { number })} />
      {venue && (
        <>
          <Heading level={2}>{words('done.where')}</Heading>
          <VenueFacts venue={venue} />
        </>
      )}
      <PeopleSection id={id} people={people} {...may} />
      <BringLists people={people} />
      <Heading level={2}>{words('done.change')}</Heading>
      <p>
        {words('done.change-how', { until: dates.dateTime(until, 'short') })}{' '}
        <TextLink href={`/my/${id}`}>{words('done.change-link')}</TextLink>
      </p>
      <p className="no-print">
        <TextLink href={procedure?.needsCard ? '/letter' : availabilityPath(next)}>
          {words('done.next-person')}
        </TextLink>
      </p>
      <EndVisit />
    </>
  )
}
