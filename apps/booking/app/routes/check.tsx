import { procedureOf } from '@madoguchi/core/tenancy'
import { Button, ButtonRow } from '@madoguchi/ui'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { askedPlace } from '../book/asked-place.ts'
import { bookPath } from '../book/book-path.ts'
import { draftOf } from '../book/draft.ts'
import { readVisitor } from '../book/read-visitor.ts'
import { Steps } from '../book/steps.tsx'
import { WhatIsBooked } from '../book/what-is-booked.tsx'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'

/** Everything on one page before it counts. The POST of its button is answered by book-route.ts, in front of Remix. */
export async function loader(args: PageArgs) {
  const { now, tenant, words, draft: draftFor } = args.context
  const { procedure, slot, venue, card, cardAt, reason } = await askedPlace(args)
  const draft = draftFor(card?.id ?? null)
  const form = new URLSearchParams(draft?.typed)
  const visitor = readVisitor(form, { person: !procedure.needsCard, languages: tenant.languages, now })
  // Whatever is still open is asked for, or said, on the page before.
  if (reason || !slot || !venue || draft?.procedure !== procedure.code || !visitor.ok)
    throw redirect(bookPath('/book', procedure.code, slot?.id), 303)
  return {
    title: words('book.title'),
    procedure,
    slot,
    venue,
    owner: card?.name,
    cardAt,
    visitor: visitor.value,
    facts: { requestId: draft.requestId, slot: slot.id, ...draft.typed },
  }
}

/** Takes what was typed on the contact page and answers with the next page, or with the same one, never with itself. */
export async function action({ context: page, request }: PageArgs) {
  const query = new URL(request.url).searchParams
  const procedure = procedureOf(page.policy, query.get('procedure') ?? '')
  if (!procedure) throw redirect('/availability', 303)
  const form = new URLSearchParams(await request.text())
  const draft = draftOf(form, {
    procedure: procedure.code,
    cardId: procedure.needsCard ? ((await page.resident())?.cardId ?? null) : null,
    person: !procedure.needsCard,
    languages: page.tenant.languages,
    now: page.now,
  })
  page.keepDraft(draft)
  const right = Object.keys(draft.wrong).length === 0
  return redirect(
    bookPath(right ? '/book/check' : '/book', procedure.code, query.get('slot') ?? undefined),
    303,
  )
}

export default function Check() {
  const { procedure, slot, venue, owner, visitor, cardAt, facts } = useLoaderData<typeof loader>()
  const { words, policy } = usePage()
  const local = useLocal()
  return (
    <>
      <Steps now="check" />
      <p>{words('book.check-lead')}</p>
      <WhatIsBooked
        procedure={procedure}
        slot={slot}
        venue={venue}
        owner={owner}
        visitor={visitor}
        cardAt={cardAt}
      />
      <p>{local(policy.texts.late)}</p>
      <form method="post" action={bookPath('/book', procedure.code, slot.id)} data-submit-once="">
        <HiddenFields facts={facts} />
        <ButtonRow>
          <Button size="large">{words('book.button')}</Button>
        </ButtonRow>
      </form>
    </>
  )
}
