import { Button, ButtonRow, CheckboxGroup, Heading, LinkButton, TextLink } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { changeMyPeople, changingPeople } from '../basket/adding.ts'
import { asksWho } from '../book/asks-who.ts'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'
import { usePerson } from '../reservation/use-person.ts'

async function theirs(args: PageArgs) {
  const mine = await changingPeople(args)
  const person = mine.people.find((it) => it.id === args.params.person)
  if (!person) throw redirect(`/my/${mine.reservation.id}`, 303)
  return { mine, person }
}

/** One of the people: what they do, who comes for them, and the way out of the reservation. */
export async function loader(args: PageArgs) {
  const { mine, person } = await theirs(args)
  const [main] = person.procedures
  return {
    title: args.context.words('basket:change-of', { number: person.number }),
    id: mine.reservation.id,
    person,
    offered: mine.offered.map(({ code, name }) => ({ code, name })),
    asks: main !== undefined && asksWho(main),
  }
}

export async function action(args: PageArgs) {
  const { words } = args.context
  const { mine, person } = await theirs(args)
  const { id } = mine.reservation
  const form = new URLSearchParams(await args.request.text())
  const own = person.pickup ? [person.procedures[0]?.code ?? ''] : []
  const refused = await changeMyPeople(
    args,
    mine,
    form.get('act') === 'leave'
      ? { act: 'remove', personId: person.id }
      : { act: 'procedures', personId: person.id, procedures: [...own, ...form.getAll('procedure')] },
  )
  if (!refused) return redirect(`/my/${id}?said=people`, 303)
  return data(
    { problems: [{ text: words(`basket:refused.${refused}`) }], summary: words('basket:refused-title') },
    { status: 409 },
  )
}

export default function MyPerson() {
  const { id, person, offered, asks } = useLoaderData<typeof loader>()
  const { words } = usePage()
  const local = useLocal()
  const say = usePerson()
  const here = `/my/${id}/people/${person.id}`
  const [main] = person.procedures
  return (
    <>
      <p>{say.named(person)}</p>
      {asks && (
        <p>
          <TextLink href={`/my/${id}/who?person=${person.id}`}>{words('papers:who.change')}</TextLink>
        </p>
      )}
      <form method="post" action={here} data-submit-once="">
        <HiddenFields />
        <CheckboxGroup
          id="procedure"
          name="procedure"
          label={words(person.pickup ? 'basket:besides' : 'basket:procedures')}
          support={
            person.pickup && main
              ? words('basket:besides-support', { procedure: local(main.name) })
              : undefined
          }
          choices={offered.map((it) => ({ value: it.code, label: local(it.name) }))}
          defaultValue={person.procedures.map((it) => it.code)}
        />
        <ButtonRow>
          <Button size="large">{words('basket:procedures-button')}</Button>
          <LinkButton kind="secondary" href={`/my/${id}`}>
            {words('change.keep')}
          </LinkButton>
        </ButtonRow>
      </form>
      {person.number > 1 ? (
        <>
          <Heading level={2}>{words('basket:leave-title')}</Heading>
          <p>{words('basket:leave-lead')}</p>
          <form method="post" action={here} data-submit-once="">
            <HiddenFields facts={{ act: 'leave' }} />
            <Button kind="danger">{words('basket:leave-button')}</Button>
          </form>
        </>
      ) : (
        <p>
          {words('basket:first-stays')} <TextLink href={`/my/${id}/cancel`}>{words('my.cancel')}</TextLink>
        </p>
      )}
    </>
  )
}
