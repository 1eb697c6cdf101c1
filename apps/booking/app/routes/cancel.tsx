import { cancelReservation, formatReservationNumber } from '@madoguchi/core/booking'
import { Button, ConfirmBlock, LinkButton } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CallUs } from '../page/call-us.tsx'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { ReservationFacts } from '../reservation/reservation-facts.tsx'
import { reservationPage } from '../reservation/reservation-page.ts'

/** Asks first. A GET changes nothing: a mail program that opens links cannot cancel anything. */
export async function loader(args: PageArgs) {
  const { reservation, procedure } = await reservationPage(args)
  if (reservation.state === 'cancelled') throw redirect(`/my/${reservation.id}`, 303)
  const { id, number, startsAt, minutes, venueName } = reservation
  return {
    title: args.context.words('cancel.title'),
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
  const { actor, reservation, windowOf } = await reservationPage(args)
  const cancelled = await cancelReservation(db, actor, { id: reservation.id, windowOf }, now)
  if (cancelled.ok) return redirect(`/my/${reservation.id}?said=cancelled`, 303)
  return data(
    { problems: [{ text: words(`refused.${cancelled.reason}`) }], summary: words('refused.title') },
    { status: 409 },
  )
}

export default function Cancel() {
  const it = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { words } = usePage()
  return (
    <>
      <ReservationFacts {...it} />
      {refused ? (
        <CallUs />
      ) : (
        <form method="post" action={`/my/${it.id}/cancel`} data-submit-once="">
          <HiddenFields />
          <ConfirmBlock
            kind="irreversible"
            title={words('cancel.question', { number: it.number })}
            actions={
              <>
                <Button kind="danger">{words('cancel.button')}</Button>
                <LinkButton kind="secondary" href={`/my/${it.id}`}>
                  {words('cancel.keep')}
                </LinkButton>
              </>
            }
          >
            <p>{words('cancel.consequence')}</p>
          </ConfirmBlock>
        </form>
      )}
    </>
  )
}
