import { formatReservationNumber } from '@madoguchi/core/booking'
import { acceptOffer, offerFor } from '@madoguchi/core/calendar-changes'
import { Button, ConfirmBlock, LinkButton } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CallUs } from '../page/call-us.tsx'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { ReservationFacts } from '../reservation/reservation-facts.tsx'
import { reservationPage } from '../reservation/reservation-page.ts'

/** Asks first. A GET changes nothing: a mail program that opens links answers for nobody. */
export async function loader(args: PageArgs) {
  const { actor, reservation, procedure } = await reservationPage(args)
  const offer = await offerFor(args.context.db, actor, reservation.id)
  if (!offer || offer.accepted) throw redirect(`/my/${reservation.id}`, 303)
  const { id, number, startsAt, minutes, venueName } = reservation
  return {
    title: args.context.words('offer.title'),
    id,
    number: formatReservationNumber(number),
    startsAt,
    minutes,
    venueName,
    procedure,
  }
}

export async function action(args: PageArgs) {
  const { db, now, words } = args.context
  const { actor, reservation } = await reservationPage(args)
  const accepted = await acceptOffer(db, actor, reservation.id, now)
  if (accepted.ok) return redirect(`/my/${reservation.id}`, 303)
  return data(
    { problems: [{ text: words(`refused.${accepted.reason}`) }], summary: words('refused.title') },
    { status: 409 },
  )
}

export default function Accept() {
  const it = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { words } = usePage()
  return (
    <>
      <ReservationFacts {...it} />
      {refused ? (
        <CallUs />
      ) : (
        <form method="post" action={`/my/${it.id}/accept`} data-submit-once="">
          <HiddenFields />
          <ConfirmBlock
            title={words('offer.question', { number: it.number })}
            actions={
              <>
                <Button>{words('offer.accept')}</Button>
                <LinkButton kind="secondary" href={`/my/${it.id}`}>
                  {words('offer.back')}
                </LinkButton>
              </>
            }
          >
            <p>{words('offer.consequence')}</p>
          </ConfirmBlock>
        </form>
      )}
    </>
  )
}
