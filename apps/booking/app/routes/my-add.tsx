import { ButtonRow, Heading, LinkButton, TextLink } from '@madoguchi/ui'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { availabilityPath } from '../availability/availability-query.ts'
import { changingPeople, type NotChanged } from '../basket/adding.ts'
import { CallUs } from '../page/call-us.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'

/** 家族の分を加える: with a letter, or what for without one. After a refusal, why, and what else can be done. */
export async function loader(args: PageArgs) {
  const { words, takeNote } = args.context
  const { reservation, procedure, venue, cardAt, people, offered, pickups, full } = await changingPeople(args)
  const { id } = reservation
  if (full) throw redirect(`/my/${id}`, 303)
  const refused = takeNote(`/my/${id}/add`) as NotChanged | null
  const reason = refused?.reason
  return {
    title: words('basket:add-title'),
    id,
    procedures: offered.map(({ code, name }) => ({ code, name })),
    pickups,
    elsewhen:
      reason === 'full'
        ? availabilityPath({
            procedure: procedure?.code,
            venue: venue.code,
            cardAt: cardAt?.code,
            change: id,
            people: people.length + 1,
          })
        : null,
    refused: reason !== undefined,
    ...(reason && {
      problems: [{ text: words(`basket:refused.${reason}`) }],
      summary: words('basket:refused-title'),
    }),
  }
}

export default function MyAdd() {
  const { id, procedures, pickups, elsewhen, refused } = useLoaderData<typeof loader>()
  const { words } = usePage()
  const local = useLocal()
  return (
    <>
      {elsewhen && (
        <ButtonRow>
          <LinkButton href={elsewhen}>{words('basket:elsewhen')}</LinkButton>
          <LinkButton kind="secondary" href={`/my/${id}`}>
            {words('change.keep')}
          </LinkButton>
        </ButtonRow>
      )}
      <p>{words('basket:add-lead')}</p>
      {pickups && (
        <>
          <Heading level={2}>{words('basket:with-letter')}</Heading>
          <ButtonRow>
            <LinkButton href={`/my/${id}/add/letter`}>{words('basket:with-letter-button')}</LinkButton>
          </ButtonRow>
        </>
      )}
      <Heading level={2}>{words('basket:without-letter')}</Heading>
      <ul>
        {procedures.map(({ code, name }) => (
          <li key={code}>
            <TextLink href={`/my/${id}/add/person?procedure=${code}`}>{local(name)}</TextLink>
          </li>
        ))}
      </ul>
      {refused && <CallUs />}
      <p>
        <TextLink href={`/my/${id}`}>{words('change.keep')}</TextLink>
      </p>
    </>
  )
}
