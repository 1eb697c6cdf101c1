import { data } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { type PageArgs, usePage } from '../page/page.tsx'
import { Place } from '../queue/place.tsx'
import { placeCode, placeView } from '../queue/place-view.ts'
import { CheckInPicture } from '../reservation/check-in-picture.tsx'

/** `/queue/<token>`: one's own place in the queue, opened by the QR code of a ticket. No sign-in, and nothing of a person. */
export async function loader({ context: page, params }: PageArgs) {
  const ticket = await page.ticket(params.token ?? '')
  if (!ticket) throw data(null, { status: 404 })
  const place = await placeView(page, ticket)
  const over = place.state === 'done' || place.state === 'other-day' || place.state === 'left'
  return {
    title: page.words('queue:place.title'),
    place,
    path: page.path,
    code: over ? null : placeCode(page.origin, page.path),
    goesOn: over ? undefined : { to: page.path, after: 30 },
  }
}

export default function MyPlace() {
  const { place, path, code } = useLoaderData<typeof loader>()
  const { words } = usePage()
  return (
    <>
      <Place place={place} path={path} />
      {code && (
        <>
          <p>{words('queue:place.keep')}</p>
          <CheckInPicture code={code} label={words('queue:place.code')} />
        </>
      )}
    </>
  )
}
