import { data, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AlreadyBooked } from '../book/already-booked.tsx'
import { askedPlace } from '../book/asked-place.ts'
import { asksWho } from '../book/asks-who.ts'
import { bookPath } from '../book/book-path.ts'
import { ContactForm } from '../book/contact-form.tsx'
import { birthDateIn, typedIn } from '../book/draft.ts'
import { OtherTimes } from '../book/other-times.tsx'
import { comingSaid } from '../book/read-coming.ts'
import type { WrongFields } from '../book/read-visitor.ts'
import { Refused } from '../book/refused.tsx'
import { whyRefused } from '../book/why-refused.ts'
import type { Page, PageArgs, Problem } from '../page/page.tsx'

/** The contact page; whatever stands against the booking is said here, before anything is typed. Its POST is in check.tsx. */
export async function loader(args: PageArgs) {
  const page = args.context
  const { words, answer, policy, now } = page
  const { card, ...place } = await askedPlace(args)
  const { asked, procedure, slot, reason } = place
  if (reason) {
    const title = words(reason === 'already-booked' ? 'book.title-already' : 'book.title-refused')
    return { ...place, title, typed: {}, wrong: {}, work: undefined }
  }
  const draft = page.draft(card?.id ?? null)
  const birthDate = card?.birthDate ?? birthDateIn(draft?.typed ?? {}, now)
  if (
    !answer &&
    slot &&
    asksWho(procedure) &&
    !comingSaid(draft, { procedure, birthDate, on: slot.date }, policy)
  )
    throw redirect(bookPath('/book/who', asked.code, slot.id), 303)
  const shown = slot && place.venue && !procedure.needsCard
  const wrong = answer?.wrong ?? (draft?.procedure === procedure.code ? draft.wrong : {})
  const problems = problemsOf(page, wrong)
  return {
    ...place,
    title: words(procedure.needsCard ? 'book.title-contact' : 'book.title-person'),
    typed: answer ? typedIn(answer.form) : (draft?.typed ?? {}),
    wrong,
    work: shown ? await page.challenge('booking') : undefined,
    ...(problems.length > 0 && { problems }),
  }
}

/** Only reached when a booking was refused: says why, at the top of the page, with the status that book-route.ts chose. */
export function action({ context: page }: PageArgs) {
  const { answer, words } = page
  if (!answer) throw redirect('/availability', 303)
  if (!answer.reason)
    return data({ problems: problemsOf(page, answer.wrong ?? {}) }, { status: answer.status })
  const problems: Problem[] = [{ text: whyRefused(page, answer.reason, answer.opensAt) }]
  return data({ problems, summary: words('refused.title') }, { status: answer.status })
}

const problemsOf = ({ words }: Page, wrong: WrongFields): Problem[] =>
  Object.entries(wrong).map(([field, problem]) => ({
    text: words(`${field === 'birth' ? 'identify' : 'book'}.wrong.${problem}`),
    field,
  }))

export default function Book() {
  const { procedure, slot, venue, hold, reason, opensAt, held, cardAt, others, typed, wrong, work } =
    useLoaderData<typeof loader>()
  if (held) return <AlreadyBooked held={held} slot={slot && venue && slot.free > 0 ? slot : undefined} />
  if (reason && others.length > 0)
    return <OtherTimes {...{ procedure, reason, opensAt, others }} cardAt={cardAt?.code} />
  if (reason || !slot || !venue) return <Refused reason={reason ?? 'no-such-slot'} opensAt={opensAt} />
  return <ContactForm {...{ procedure, slot, venue, hold, typed, wrong, work }} />
}
