import { correctComing } from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { asksWho } from '../book/asks-who.ts'
import { type Typed, typedIn } from '../book/draft.ts'
import { comingToShow, readComing, whyNot } from '../book/read-coming.ts'
import { WhoForm } from '../book/who-form.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { reservationPage } from '../reservation/reservation-page.ts'

/** For whom it is said: one of the people, the first unless the address says another. */
async function whose(args: PageArgs) {
  const mine = await reservationPage(args)
  const asked = new URL(args.request.url).searchParams.get('person')
  const person = asked ? mine.people.find((it) => it.id === asked) : mine.people[0]
  const path = `/my/${mine.reservation.id}/who${person && person.number > 1 ? `?person=${person.id}` : ''}`
  return { ...mine, person, procedure: person?.procedures[0], path }
}

/** 窓口に来る方 of a reservation that is made: with what was said before, or what was just refused. */
export async function loader(args: PageArgs) {
  const { words, takeNote } = args.context
  const { reservation, policy, correctable, person, procedure, path } = await whose(args)
  const { id, startsAt } = reservation
  if (!person || !procedure || !correctable || !asksWho(procedure)) throw redirect(`/my/${id}`, 303)
  const { birthDate } = person
  const on = dateAt(startsAt)
  const typed = takeNote(path) as Typed | null
  const coming = typed ? comingToShow(typed, procedure, birthDate, on) : person.coming
  const refused = typed ? whyNot(coming, procedure, { birthDate, on }, policy) : null
  const wrong = refused && { field: refused.field, text: words(`papers:refused.${refused.reason}`) }
  return {
    title: words('papers:who.title'),
    id,
    path,
    number: person.number,
    procedure,
    birthDate,
    on,
    coming,
    wrong,
    ...(wrong && { problems: [wrong] }),
  }
}

export async function action(args: PageArgs) {
  const { db, now, leaveNote } = args.context
  const { actor, reservation, procedure, policy, person, path } = await whose(args)
  const { id } = reservation
  if (!person || !procedure) throw redirect(`/my/${id}`, 303)
  const form = new URLSearchParams(await args.request.text())
  const asked = { id, person: person.id, coming: readComing(form, procedure), policy }
  const corrected = await correctComing(db, actor, asked, now)
  if (corrected.ok || corrected.reason === 'too-late' || corrected.reason === 'not-found')
    return redirect(`/my/${id}?said=who`, 303)
  leaveNote(path, typedIn(form))
  return redirect(path, 303)
}

export default function MyWho() {
  const { id, path, number, procedure, birthDate, on, coming, wrong } = useLoaderData<typeof loader>()
  const { words } = usePage()
  return (
    <>
      {number > 1 && <p>{words('basket:who-for', { number })}</p>}
      <WhoForm
        action={path}
        button={words('my.who-button')}
        keep={{ href: `/my/${id}`, text: words('change.keep') }}
        {...{ procedure, on, birthDate, coming, wrong }}
      />
    </>
  )
}
