import { venuesFor } from '@madoguchi/core/availability'
import { changeReservation, otherVenueFrom, whyNotThere } from '@madoguchi/core/booking'
import { isUuid, type SlotId } from '@madoguchi/core/kernel'
import { Button, ButtonRow, LinkButton, SummaryList } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { availabilityPath } from '../availability/availability-query.ts'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'
import { reservationPage } from '../reservation/reservation-page.ts'

/** The reservation, and the slot that it may move to: chosen on the public calendar, named in the address. */
async function move(args: PageArgs) {
  const page = args.context
  const mine = await reservationPage(args)
  const calendar = await page.calendar(mine.reservation.laneCode)
  const wanted = new URL(args.request.url).searchParams.get('slot')
  const found = isUuid(wanted) ? calendar?.byId.get(wanted as SlotId) : undefined
  const to = venuesFor(page.policy, page.settings.venues, mine.reservation.procedureCode).find(
    (it) => it.id === found?.venueId,
  )
  const { cardVenueId } = mine.reservation
  const from = otherVenueFrom(page.policy.booking, page.settings.national, page.now)
  const why = found && cardVenueId && whyNotThere(found, { venueId: cardVenueId, otherVenueFrom: from })
  return { ...mine, wanted, slot: to && found, to, otherVenueFrom: from, why }
}

export async function loader(args: PageArgs) {
  const { reservation, slot, to, venue, changeable, cardAt, people, why } = await move(args)
  const { id, procedureCode, venueName, startsAt } = reservation
  const again = availabilityPath({
    procedure: procedureCode,
    venue: (to ?? venue)?.code,
    cardAt: cardAt?.code,
    change: id,
    people: people.length,
  })
  if (!changeable) throw redirect(`/my/${id}`, 303)
  // The calendar says from when the card can be there.
  if (!slot || !to || why) throw redirect(again, 303)
  return {
    title: args.context.words('change.title'),
    id,
    venueName,
    startsAt,
    again,
    slot: { id: slot.id, startsAt: slot.startsAt, venueName: to.name },
  }
}

export async function action(args: PageArgs) {
  const { db, now, policy, words } = args.context
  const { actor, reservation, slot, wanted, windowOf, otherVenueFrom } = await move(args)
  const { id } = reservation
  const asked = { id, slotId: slot?.id ?? wanted ?? '', slot: slot ?? null, policy, windowOf, otherVenueFrom }
  const changed = await changeReservation(db, actor, asked, now)
  if (changed.ok) return redirect(`/my/${id}?said=changed`, 303)
  return data(
    { problems: [{ text: words(`refused.${changed.reason}`) }], summary: words('refused.title') },
    { status: 409 },
  )
}

export default function Change() {
  const { id, venueName, startsAt, slot, again } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { words } = usePage()
  const dates = useDates()
  const local = useLocal()
  const line = (at: Date, venue: { ja: string }) => (
    <>
      {dates.dateTime(at)}
      <br />
      {local(venue)}
    </>
  )
  return (
    <>
      <SummaryList
        rows={[
          { term: words('change.from'), value: line(startsAt, venueName) },
          {
            term: words('change.to'),
            value: line(slot.startsAt, slot.venueName),
            change: { href: again, label: words('book.change-when') },
          },
        ]}
      />
      <p>{words(refused ? 'change.still-yours' : 'change.note')}</p>
      {refused ? (
        <ButtonRow>
          <LinkButton href={again}>{words('change.choose-again')}</LinkButton>
          <LinkButton kind="secondary" href={`/my/${id}`}>
            {words('change.keep')}
          </LinkButton>
        </ButtonRow>
      ) : (
        <form method="post" action={`/my/${id}/change?slot=${slot.id}`} data-submit-once="">
          <HiddenFields />
          <ButtonRow>
            <Button size="large">{words('change.button')}</Button>
            <LinkButton kind="secondary" href={`/my/${id}`}>
              {words('change.keep')}
            </LinkButton>
          </ButtonRow>
        </form>
      )}
    </>
  )
}
