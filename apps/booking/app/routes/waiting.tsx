import { waitingDays } from '@madoguchi/core/booking'
import { addDays, dateAt, plainDate } from '@madoguchi/core/calendar'
import { contactFor, WAITING_OFFER } from '@madoguchi/core/notices'
import { Button, ButtonRow, Field, Heading, RadioGroup, TextInput } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { typedIn } from '../book/draft.ts'
import { readVisitor } from '../book/read-visitor.ts'
import { ContactFields } from '../book/visitor-fields.tsx'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { type PageArgs, type Problem, usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'
import { InLine } from '../waiting/offer.tsx'
import { waitingPage } from '../waiting/waiting-page.ts'

/** キャンセル待ち of a card's owner: to join, to see where one stands, to leave. Opening it does nothing: the mail leads here. */
export async function loader(args: PageArgs) {
  const { procedure, venues, waiting } = await waitingPage(args)
  const { words, now, policy } = args.context
  const stands = waiting?.standing === 'waiting' || waiting?.standing === 'offered'
  const today = dateAt(now)
  return {
    title: words(waiting?.standing === 'offered' ? 'line.title-offered' : 'line.title'),
    procedure,
    venues,
    waiting: stands ? waiting : null,
    passed: waiting?.standing === 'passed',
    first: addDays(today, 1),
    last: addDays(today, policy.booking.generateDays),
  }
}

export async function action(args: PageArgs) {
  const page = args.context
  const { policy, tenant, now, words } = page
  const { actor, card, procedure, laneId, carriedFrom, venues } = await waitingPage(args)
  const form = new URLSearchParams(await args.request.text())
  const leaving = form.get('leave')
  if (leaving) {
    await page.line.leave(actor, leaving, now)
    return redirect('/waiting', 303)
  }

  const days = waitingDays(
    plainDate(form.get('from') ?? ''),
    plainDate(form.get('until') ?? ''),
    policy.booking.generateDays,
    now,
  )
  const read = readVisitor(form, { person: false, languages: tenant.languages, now })
  const wrong = read.ok ? {} : read.wrong
  const left = read.ok ? { mail: read.value.mail ?? null, telephone: read.value.telephone ?? null } : null
  const told = left && contactFor(WAITING_OFFER, { ...left, formerMail: null, bookedBy: 'web' }, policy)
  const problems: Problem[] = [
    ...(days.ok ? [] : [{ text: words(`line.wrong.${days.reason}`), field: 'from' }]),
    ...Object.entries(wrong).map(([field, problem]) => ({ text: words(`book.wrong.${problem}`), field })),
    ...(left && !told ? [{ text: words('line.wrong.contact-missing'), field: 'mail' }] : []),
  ]
  if (!days.ok || !read.ok || !left || problems.length > 0)
    return data({ problems, typed: { ...typedIn(form), ...daysIn(form) }, wrong }, { status: 422 })

  await page.line.join(
    actor,
    card.id,
    {
      procedureCode: procedure.code,
      laneId,
      venueId: venues.find((it) => it.code === form.get('venue'))?.id ?? null,
      homeVenueId: card.venueId,
      otherVenueFrom: carriedFrom,
      ...days.value,
      language: read.value.language ?? page.language,
      ...left,
      policyVersion: page.policyVersion,
      ...policy.waiting,
    },
    now,
  )
  return redirect('/waiting', 303)
}

const daysIn = (form: URLSearchParams) => ({ from: form.get('from') ?? '', until: form.get('until') ?? '' })

export default function WaitingList() {
  const { procedure, venues, waiting, passed, first, last } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>() as
    | { typed: Record<string, string>; wrong: Record<string, never>; problems: Problem[] }
    | undefined
  const { words, policy } = usePage()
  const local = useLocal()
  if (waiting) return <InLine waiting={waiting} />
  const typed = refused?.typed ?? {}
  const required = words('common:field.required')
  const wrongDays = refused?.problems.find((it) => it.field === 'from')?.text
  const day = { type: 'date', min: first, max: last, width: 'medium' } as const
  return (
    <>
      {passed && <p>{words('line.passed')}</p>}
      <p>{words('line.lead')}</p>
      <p>{local(procedure.name)}</p>
      <form method="post" action="/waiting" noValidate data-submit-once="">
        <HiddenFields />
        {venues.length > 1 && (
          <RadioGroup
            id="venue"
            name="venue"
            label={words('line.venue')}
            defaultValue=""
            choices={[
              { value: '', label: words('line.any') },
              ...venues.map((it) => ({ value: it.code, label: local(it.name) })),
            ]}
          />
        )}
        <Field id="from" label={words('line.from')} required={required} error={wrongDays}>
          <TextInput name="from" {...day} defaultValue={typed.from ?? first} />
        </Field>
        <Field id="until" label={words('line.until-day')} required={required}>
          <TextInput name="until" {...day} defaultValue={typed.until ?? last} />
        </Field>
        <Heading level={2}>{words('book.contact')}</Heading>
        <p>{words('line.contact')}</p>
        <ContactFields typed={typed} wrong={refused?.wrong ?? {}} sms={policy.sms} />
        <ButtonRow>
          <Button size="large">{words('line.join')}</Button>
        </ButtonRow>
      </form>
    </>
  )
}
