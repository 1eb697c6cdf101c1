import { BigNumber } from '@madoguchi/ui'
import { data } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { FORGET_AFTER, kioskHere } from '../kiosk/kiosk-here.ts'
import { type PageArgs, usePage } from '../page/page.tsx'
import { placeCode, placeView } from '../queue/place-view.ts'
import { CheckInPicture } from '../reservation/check-in-picture.tsx'

/** 番号札: the number, and the QR code of its own page, to be photographed or printed. Gone after a minute, for whoever is next. */
export async function loader(args: PageArgs) {
  const { context: page, params } = args
  const { home } = await kioskHere(args)
  const token = params.token ?? ''
  const ticket = await page.ticket(token)
  if (!ticket) throw data(null, { status: 404 })
  return {
    title: page.words('queue:kiosk.title.ticket'),
    screen: 'kiosk' as const,
    goesOn: { to: home, after: FORGET_AFTER },
    home,
    place: await placeView(page, ticket),
    code: placeCode(page.origin, `/queue/${token}`),
  }
}

export default function KioskTicket() {
  const { home, place, code } = useLoaderData<typeof loader>()
  const { words } = usePage()
  const { label, ahead, range } = place
  return (
    <>
      <BigNumber label={words('queue:place.number')} value={label} />
      {ahead !== null && (
        <p className="standing">
          {ahead > 0 ? words('queue:place.ahead', { count: ahead }) : words('queue:place.ahead-none')}{' '}
          {range ? words('queue:place.range', range) : words('queue:place.range-unknown')}
        </p>
      )}
      <p>{words('queue:kiosk.ticket')}</p>
      <CheckInPicture code={code} label={words('queue:place.code')} />
      <p className="no-print">
        <button type="button" className="button" data-kind="secondary" data-size="large" data-print="">
          {words('common:action.print')}
        </button>{' '}
        <a className="kiosk-home" href={home} data-home-after={FORGET_AFTER}>
          {words('queue:kiosk.done')}
        </a>
      </p>
    </>
  )
}
