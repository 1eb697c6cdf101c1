import { correctComing } from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { type Typed, typedIn } from '../book/draft.ts'
import { comingToShow, readComing, whyNot } from '../book/read-coming.ts'
import { WhoForm } from '../book/who-form.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { reservationPage } from '../reservation/reservation-page.ts'

/** 窓口に来る方 of a reservation that is made: with what was said before, or what was just refused. */
export async function loader(args: PageArgs) {
  const { words, takeNote } = args.context
  const { reservation, procedure, policy, whoCorrectable } = await reservationPage(args)
  const { id, birthDate, startsAt } = reservation
  if (!procedure || !whoCorrectable) throw redirect(`/my/${id}`, 303)
  const on = dateAt(startsAt)
  const typed = takeNote(`/my/${id}/who`) as Typed | null
  const coming = typed ? comingToShow(typed, procedure, birthDate, on) : reservation.coming
  const refused = typed ? whyNot(coming, procedure, { birthDate, on }, policy) : null
  const wrong = refused && { field: refused.field, text: words(`papers:refused.${refused.reason}`) }
  return {
    title: words('papers:who.title'),
    id,
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
  const { actor, reservation, procedure, policy } = await reservationPage(args)
  const { id } = reservation
  if (!procedure) throw redirect(`/my/${id}`, 303)
  const form = new URLSearchParams(await args.request.text())
  const asked = { id, coming: readComing(form, procedure), policy }
  const corrected = await correctComing(db, actor, asked, now)
  if (corrected.ok || corrected.reason === 'too-late' || corrected.reason === 'not-found')
    return redirect(`/my/${id}?said=who`, 303)
  leaveNote(`/my/${id}/who`, typedIn(form))
  return redirect(`/my/${id}/who`, 303)
}

export default function MyWho() {
  const { id, procedure, birthDate, on, coming, wrong } = useLoaderData<typeof loader>()
  const { words } = usePage()
  return (
    <WhoForm
      action={`/my/${id}/who`}
      button={words('my.who-button')}
      keep={{ href: `/my/${id}`, text: words('change.keep') }}
      {...{ procedure, on, birthDate, coming, wrong }}
    />
  )
}
