import { usualComing } from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { Button, ButtonRow, LinkButton } from '@madoguchi/ui'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { changeMyPeople, changingPeople, type NotChanged } from '../basket/adding.ts'
import { asksWho } from '../book/asks-who.ts'
import { type Typed, typedIn } from '../book/draft.ts'
import { readVisitor, type WrongFields } from '../book/read-visitor.ts'
import { PersonFields } from '../book/visitor-fields.tsx'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'

type Refused = { typed: Typed; wrong: WrongFields }

/** The reservation, and what somebody without a letter comes along for. */
async function adding(args: PageArgs) {
  const mine = await changingPeople(args)
  const code = new URL(args.request.url).searchParams.get('procedure')
  const wanted = mine.offered.find((it) => it.code === code)
  if (!wanted) throw redirect(`/my/${mine.reservation.id}/add`, 303)
  return { mine, wanted, here: `/my/${mine.reservation.id}/add/person?procedure=${wanted.code}` }
}

export async function loader(args: PageArgs) {
  const { words, takeNote } = args.context
  const { mine, wanted, here } = await adding(args)
  const refused = takeNote(here) as Refused | null
  const problems = Object.entries(refused?.wrong ?? {}).map(([field, problem]) => ({
    text: words(`book.wrong.${problem}`),
    field,
  }))
  return {
    title: words('basket:person-title'),
    id: mine.reservation.id,
    here,
    procedure: wanted,
    typed: refused?.typed ?? {},
    wrong: refused?.wrong ?? {},
    ...(problems.length > 0 && { problems }),
  }
}

export async function action(args: PageArgs) {
  const { now, tenant, leaveNote } = args.context
  const { mine, wanted, here } = await adding(args)
  const { id, startsAt } = mine.reservation
  const form = new URLSearchParams(await args.request.text())
  const read = readVisitor(form, { person: true, languages: tenant.languages, now })
  if (!read.ok) {
    leaveNote(here, { typed: typedIn(form), wrong: read.wrong } satisfies Refused)
    return redirect(here, 303)
  }
  const { kana, kanaKey, birthDate } = read.value
  const coming = usualComing(wanted, birthDate ?? null, dateAt(startsAt))
  const person = { procedures: [wanted.code], cardId: null, kana, kanaKey, birthDate, coming }
  const refused = await changeMyPeople(args, mine, { act: 'add', person })
  if (refused) {
    leaveNote(`/my/${id}/add`, { reason: refused } satisfies NotChanged)
    return redirect(`/my/${id}/add`, 303)
  }
  const added = (await changingPeople(args)).people.at(-1)
  return redirect(
    asksWho(wanted) && added ? `/my/${id}/who?person=${added.id}` : `/my/${id}?said=people`,
    303,
  )
}

export default function MyAddPerson() {
  const { id, here, procedure, typed, wrong } = useLoaderData<typeof loader>()
  const { words } = usePage()
  const local = useLocal()
  return (
    <>
      <p>{local(procedure.name)}</p>
      <form method="post" action={here} noValidate data-submit-once="">
        <HiddenFields />
        <PersonFields typed={typed} wrong={wrong} />
        <ButtonRow>
          <Button size="large">{words('basket:person-button')}</Button>
          <LinkButton kind="secondary" href={`/my/${id}/add`}>
            {words('basket:back')}
          </LinkButton>
        </ButtonRow>
      </form>
    </>
  )
}
