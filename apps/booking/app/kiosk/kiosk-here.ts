import { isUuid, type LaneId, mintId } from '@madoguchi/core/kernel'
import {
  type AtDevice,
  checkInAtDevice,
  lanesReceiving,
  numberingOf,
  takeAtDevice,
} from '@madoguchi/core/queue'
import { formatDateTime } from '@madoguchi/i18n/format'
import { data, redirect } from '@remix-run/node'
import type { Page, PageArgs } from '../page/page.tsx'

/** After so many seconds a page of the kiosk gives way to its first, for whoever comes next. */
export const FORGET_AFTER = 60

/** The kiosk that the address opens. Throws 404 for any other key. */
export async function kioskHere({ context: page, params }: PageArgs) {
  const key = params.key ?? ''
  const device = await page.device(key)
  const venue = page.settings.venues.find((it) => it.id === device?.venueId)
  if (device?.kind !== 'kiosk' || !venue) throw data(null, { status: 404 })
  const [first = 'ja'] = page.tenant.languages
  return {
    key,
    venue,
    base: `/kiosk/${key}`,
    /** To the first page, in the first language: the one before is gone. */
    home: `/kiosk/${key}?lang=${first}`,
  }
}

/** The groups that are received now: whoever comes without a reservation takes a number of one of them. */
export function lanesToTake({ policy, settings, now }: Page, venue: { code: string }) {
  const codes = lanesReceiving(policy, settings.national, venue.code, now)
  return policy.lanes.flatMap(({ code, name }) => {
    const lane = settings.lanes.find((it) => it.code === code)
    return lane && codes.includes(code) ? [{ id: lane.id, name }] : []
  })
}

/** Checks in by the number of a reservation, or takes a number of a group; then the ticket, or why not. */
export async function giveAtKiosk(args: PageArgs) {
  const { context: page, request } = args
  const { key, base, venue } = await kioskHere(args)
  const form = new URLSearchParams(await request.text())
  const asked = form.get('requestId')
  const ask = {
    key,
    requestId: isUuid(asked) ? asked : mintId<never>(),
    numbering: numberingOf(page.policy, page.settings.lanes),
  }
  const lane = form.get('lane')
  const nobody = { role: 'resident', tenantId: page.tenant.id, subjectId: null } as const
  const open = lanesToTake(page, venue).some((it) => it.id === lane)
  const given: AtDevice =
    lane === null
      ? await checkInAtDevice(page.db, nobody, { ...ask, typed: form.get('number') ?? '' }, page.now)
      : open
        ? await takeAtDevice(page.db, nobody, { ...ask, laneId: lane as LaneId }, page.now)
        : { ok: false, reason: 'no-such-lane' }
  if (given.ok) return redirect(`${base}/ticket/${page.ticketToken(given.value.id)}`, 303)
  const { reason, ticket, startsAt, venueId } = given
  return data(
    {
      reason,
      when: startsAt ? formatDateTime(page.language, startsAt, { length: 'short' }) : '',
      at: page.settings.venues.find((it) => it.id === venueId)?.name ?? null,
      ticket: ticket ? `${base}/ticket/${page.ticketToken(ticket.id)}` : null,
    },
    { status: 409 },
  )
}
