import { correctContact } from '@madoguchi/core/booking'
import { Button, ButtonRow, LinkButton } from '@madoguchi/ui'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { type Typed, typedIn } from '../book/draft.ts'
import { readVisitor, type WrongFields } from '../book/read-visitor.ts'
import { ContactFields } from '../book/visitor-fields.tsx'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'
import { reservationPage } from '../reservation/reservation-page.ts'

type Refused = { typed: Typed; wrong: WrongFields }

/** The contact as it was given, whole: its owner is to see what is wrong with it. */
export async function loader(args: PageArgs) {
  const { words, takeNote } = args.context
  const { reservation, correctable, sms } = await reservationPage(args)
  const { id, mail, telephone, language } = reservation
  if (!correctable) throw redirect(`/my/${id}`, 303)
  const refused = takeNote(`/my/${id}/contact`) as Refused | null
  const problems = Object.entries(refused?.wrong ?? {}).map(([field, problem]) => ({
    text: words(`book.wrong.${problem}`),
    field,
  }))
  return {
    title: words('my.contact-title'),
    id,
    typed: refused?.typed ?? { mail: mail ?? '', telephone: telephone ?? '', language },
    wrong: refused?.wrong ?? {},
    sms,
    ...(problems.length > 0 && { problems }),
  }
}

/** Ends in a GET either way, what was typed with it. */
export async function action(args: PageArgs) {
  const { db, now, tenant, leaveNote } = args.context
  const { actor, reservation } = await reservationPage(args)
  const { id } = reservation
  const form = new URLSearchParams(await args.request.text())
  const read = readVisitor(form, { person: false, languages: tenant.languages, now })
  if (!read.ok) {
    leaveNote(`/my/${id}/contact`, { typed: typedIn(form), wrong: read.wrong } satisfies Refused)
    return redirect(`/my/${id}/contact`, 303)
  }
  const { mail = null, telephone = null, language = reservation.language } = read.value
  await correctContact(db, actor, { id, contact: { mail, telephone, language } }, now)
  // Too late: the page itself says so then.
  return redirect(`/my/${id}?said=contact`, 303)
}

export default function MyContact() {
  const { id, typed, wrong, sms } = useLoaderData<typeof loader>()
  const { words, policy } = usePage()
  const local = useLocal()
  return (
    <>
      <p>{local(policy.texts.contact)}</p>
      <form method="post" action={`/my/${id}/contact`} noValidate data-submit-once="">
        <HiddenFields />
        <ContactFields typed={typed} wrong={wrong} sms={sms} />
        <ButtonRow>
          <Button size="large">{words('my.contact-button')}</Button>
          <LinkButton kind="secondary" href={`/my/${id}`}>
            {words('change.keep')}
          </LinkButton>
        </ButtonRow>
      </form>
    </>
  )
}
