import { canBeBooked, laneOf, type Procedure } from '@madoguchi/core/tenancy'
import { ChoiceTiles } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { readAvailabilityQuery } from '../availability/availability-query.ts'
import { availabilityView } from '../availability/availability-view.ts'
import { FreePlaces } from '../availability/free-places.tsx'
import { withinWindow } from '../availability/within-window.ts'
import { type PageArgs, usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'

/** Public, and the same for everyone: no session, no form, no cookie (availability-routes.ts keeps the page a second). */
export async function loader({ context: page, request }: PageArgs) {
  const { words, policy, settings } = page
  const query = readAvailabilityQuery(new URL(request.url).searchParams, policy, settings.venues)
  const { procedure } = query
  const lane = procedure && laneOf(policy, procedure)
  const calendar = lane ? await page.calendar(lane.code) : null
  if (!procedure || !calendar) {
    return {
      title: words('availability.which-procedure'),
      procedures: policy.procedures.filter((it) => canBeBooked(it) && !it.comer),
      view: null,
    }
  }
  const asked = withinWindow({ ...query, procedure }, calendar)
  const view = availabilityView(calendar, asked, policy, settings)
  return {
    title: words(query.change ? 'availability.title-change' : 'availability.title'),
    procedures: [],
    view,
  }
}

export default function Availability() {
  const { view, procedures } = useLoaderData<typeof loader>()
  const { words } = usePage()
  const local = useLocal()
  if (view) return <FreePlaces view={view} />
  return (
    <>
      <p>{words('availability.which-procedure-lead')}</p>
      <ChoiceTiles
        tiles={procedures.map(({ code, name, minutes }: Procedure) => ({
          href: `/availability?procedure=${code}`,
          title: local(name),
          note: words('procedures.minutes', { minutes }),
        }))}
      />
    </>
  )
}
