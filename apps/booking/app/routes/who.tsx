import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { askedPlace } from '../book/asked-place.ts'
import { asksWho } from '../book/asks-who.ts'
import { bookPath } from '../book/book-path.ts'
import { ChosenPlace } from '../book/chosen-place.tsx'
import { birthDateIn, draftWithWho } from '../book/draft.ts'
import { comingToShow, whyNot } from '../book/read-coming.ts'
import { Steps } from '../book/steps.tsx'
import { WhoForm } from '../book/who-form.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'

/** 窓口に来る方, before the contact. Whatever stands against the booking is said on the contact page. */
export async function loader(args: PageArgs) {
  const page = args.context
  const { policy, now, words } = page
  const { procedure, asked, slot, venue, card, hold, reason } = await askedPlace(args)
  if (reason || !slot || !venue || !asksWho(procedure))
    throw redirect(bookPath('/book', procedure.code, slot?.id), 303)

  const draft = page.draft(card?.id ?? null)
  const typed = draft?.procedure === procedure.code ? draft.typed : {}
  const birthDate = card?.birthDate ?? birthDateIn(typed, now)
  const coming = comingToShow({ comer: asked.comer, ...typed }, procedure, birthDate, slot.date)
  const refused = typed.comer ? whyNot(coming, procedure, { birthDate, on: slot.date }, policy) : null
  const wrong = refused && { field: refused.field, text: words(`papers:refused.${refused.reason}`) }
  return {
    title: words('papers:who.title'),
    procedure,
    slot,
    venue,
    hold,
    birthDate,
    coming,
    wrong,
    ...(wrong && { problems: [wrong] }),
  }
}

/** Keeps the answer and goes on: to the contact, or back to the check when that is given already. */
export async function action(args: PageArgs) {
  const { context: page, request } = args
  const { procedure, slot, card } = await askedPlace(args)
  const before = page.draft(card?.id ?? null)
  const owner = { procedure: procedure.code, cardId: card?.id ?? null }
  const form = new URLSearchParams(await request.text())
  await page.keepDraft(draftWithWho(form, before, owner))
  if (form.has('extend')) {
    await page.held.extend()
    return redirect(bookPath('/book/who', procedure.code, slot?.id), 303)
  }
  // The contact page always sends a language.
  const known = before?.procedure === procedure.code && before.typed.language !== undefined
  return redirect(bookPath(known ? '/book/check' : '/book', procedure.code, slot?.id), 303)
}

export default function Who() {
  const { procedure, slot, venue, hold, birthDate, coming, wrong } = useLoaderData<typeof loader>()
  const { words } = usePage()
  return (
    <>
      <Steps now="who" who />
      <ChosenPlace slot={slot} venue={venue} hold={hold} />
      <p>{words('procedures.each')}</p>
      <WhoForm
        action={bookPath('/book/who', procedure.code, slot.id)}
        button={words('papers:who.button')}
        {...{ procedure, on: slot.date, birthDate, coming, hold, wrong }}
      />
    </>
  )
}
