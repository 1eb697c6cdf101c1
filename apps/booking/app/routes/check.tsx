import { bringListOf } from '@madoguchi/core/booking'
import { procedureOf } from '@madoguchi/core/tenancy'
import { Button, ButtonRow } from '@madoguchi/ui'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { askedPlace } from '../book/asked-place.ts'
import { asksWho } from '../book/asks-who.ts'
import { bookPath } from '../book/book-path.ts'
import { draftOf, provedDraft } from '../book/draft.ts'
import { ExtendHold, HeldUntil } from '../book/hold.tsx'
import { comingSaid } from '../book/read-coming.ts'
import { readVisitor } from '../book/read-visitor.ts'
import { Steps } from '../book/steps.tsx'
import { WhatIsBooked } from '../book/what-is-booked.tsx'
import { BringList } from '../page/bring-list.tsx'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'

/**
 * Everything on one page before it counts. The POST of its button is answered by book-route.ts, in front of Remix. Without a
 * letter it needs a proof that this is no robot: whoever comes without one waits first.
 */
export async function loader(args: PageArgs) {
  const { now, tenant, words, policy, draft: draftFor, passFor, waiting, path } = args.context
  const { procedure, slot, venue, card, cardAt, hold, reason } = await askedPlace(args)
  const draft = draftFor(card?.id ?? null)
  const form = new URLSearchParams(draft?.typed)
  const visitor = readVisitor(form, { person: !procedure.needsCard, languages: tenant.languages, now })
  // Whatever is still open is asked for, or said, on the page before.
  if (reason || !slot || !venue || draft?.procedure !== procedure.code || !visitor.ok)
    throw redirect(bookPath('/book', procedure.code, slot?.id), 303)
  const birthDate = card?.birthDate ?? visitor.value.birthDate ?? null
  const said = comingSaid(draft, { procedure, birthDate, on: slot.date }, policy)
  if (asksWho(procedure) && !said) throw redirect(bookPath('/book/who', procedure.code, slot.id), 303)
  const pass = procedure.needsCard ? undefined : passFor(draft)
  if (pass === null) {
    waiting.begin({ purpose: 'booking', next: path })
    throw redirect('/wait', 303)
  }
  const known = { birthDate, expiresOn: card?.expiresOn ?? null, on: slot.date }
  return {
    title: words('book.title'),
    procedure,
    slot,
    venue,
    hold,
    owner: card?.name,
    cardAt,
    visitor: visitor.value,
    coming: said,
    bring: bringListOf({ procedure, coming: said, ...known }, policy.papers),
    facts: { requestId: draft.requestId, pass, slot: slot.id, hold: hold?.id, ...draft.typed },
  }
}

/** Takes what was typed on the contact page and answers with the next page, or with the same one, never with itself. */
export async function action({ context: page, request }: PageArgs) {
  const query = new URL(request.url).searchParams
  const procedure = procedureOf(page.policy, query.get('procedure') ?? '')
  if (!procedure) throw redirect('/availability', 303)
  const form = new URLSearchParams(await request.text())
  const slot = query.get('slot') ?? undefined
  if (form.has('only-extend')) {
    await page.held.extend()
    return redirect(bookPath('/book/check', procedure.code, slot), 303)
  }
  const cardId = procedure.needsCard ? await page.cardOfSession() : null
  const draft = draftOf(form, {
    procedure: procedure.code,
    cardId,
    person: !procedure.needsCard,
    languages: page.tenant.languages,
    now: page.now,
    before: page.draft(cardId),
  })
  if (form.has('extend')) {
    await page.keepDraft({ ...draft, wrong: {} })
    await page.held.extend()
    return redirect(bookPath('/book', procedure.code, slot), 303)
  }
  const right = Object.keys(draft.wrong).length === 0
  const proved = right && !procedure.needsCard && (await page.proves('booking', form.get('solution')))
  await page.keepDraft(proved ? provedDraft(draft, page.now) : draft)
  return redirect(bookPath(right ? '/book/check' : '/book', procedure.code, slot), 303)
}

export default function Check() {
  const { procedure, slot, venue, hold, owner, visitor, cardAt, coming, bring, facts } =
    useLoaderData<typeof loader>()
  const { words, policy } = usePage()
  const local = useLocal()
  return (
    <>
      <Steps now="check" who={asksWho(procedure)} />
      <p>{words('book.check-lead')}</p>
      <HeldUntil hold={hold} />
      <WhatIsBooked {...{ procedure, slot, venue, owner, visitor, cardAt, coming }} />
      <BringList list={bring} />
      <p>{local(policy.texts.late)}</p>
      <form method="post" action={bookPath('/book', procedure.code, slot.id)} data-submit-once="">
        <HiddenFields facts={facts} />
        <ButtonRow>
          <Button size="large">{words('book.button')}</Button>
        </ButtonRow>
      </form>
      {hold && (
        <form method="post" action={bookPath('/book/check', procedure.code, slot.id)}>
          <HiddenFields facts={{ 'only-extend': '1' }} />
          <ExtendHold hold={hold} />
        </form>
      )}
    </>
  )
}
