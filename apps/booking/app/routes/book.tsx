import { randomUUID } from 'node:crypto'
import {
  earliestFree,
  type FreeSlot,
  type LaneCalendar,
  slotsOn,
  stateOf,
  venuesFor,
} from '@madoguchi/core/availability'
import { welcomeResident } from '@madoguchi/core/identity'
import { looksLikeMyNumber } from '@madoguchi/core/issuance'
import type { SlotId } from '@madoguchi/core/kernel'
import { laneOf, procedureOf, type TenantVenue } from '@madoguchi/core/tenancy'
import { data, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BookForm } from '../book/book-form.tsx'
import { Refused } from '../book/refused.tsx'
import { typedBirth } from '../forms/read-date.ts'
import type { Page, PageArgs, Problem } from '../page/page.tsx'
import { requireResident } from '../page/require-resident.ts'

/** The check page: everything on one page before it counts. Its POST is answered by book-route.ts, in front of Remix. */
export async function loader({ context: page, request }: PageArgs) {
  const { words, policy, settings, answer } = page
  const query = new URL(request.url).searchParams
  const procedure = procedureOf(policy, query.get('procedure') ?? '')
  const lane = procedure && laneOf(policy, procedure.code)
  const calendar = lane && (await page.calendar(lane.code))
  if (!procedure || !calendar) throw redirect('/availability', 303)
  await openSession(page, procedure.needsCard)

  const venues = venuesFor(policy, settings.venues, procedure.code)
  const venueOf = (slot: FreeSlot | undefined) => slot && venues.find((it) => it.id === slot.venueId)
  const asked = (answer?.form.get('slot') ?? query.get('slot') ?? '') as SlotId
  const slot = calendar.byId.get(asked)
  const venue = venueOf(slot)
  const reason = answer?.reason ?? (!slot || !venue ? 'no-such-slot' : slot.free <= 0 ? 'full' : undefined)
  return {
    title: words(reason ? 'book.title-refused' : 'book.title'),
    procedure,
    slot,
    venue,
    reason,
    wrong: answer?.wrong ?? {},
    typed: answer && typedIn(answer.form),
    requestId: randomUUID(),
    others: reason && ELSEWHEN.has(reason) ? nextBest(calendar, slot, venues) : [],
  }
}

/** Refusals after which another time is what helps. */
const ELSEWHEN: ReadonlySet<string> = new Set(['full', 'closed', 'no-such-slot', 'not-open-yet'])

const NEARBY = 7

/** The free times of that day and venue that are nearest to the lost one, and the first free place of all. */
function nextBest(calendar: LaneCalendar, lost: FreeSlot | undefined, venues: TenantVenue[]) {
  const away = (it: FreeSlot) => Math.abs(it.startsAt.getTime() - (lost?.startsAt.getTime() ?? 0))
  const nearby = (lost ? slotsOn(calendar, lost.venueId, lost.date) : [])
    .filter((it) => it.free > 0 && it !== lost)
    .toSorted((a, b) => away(a) - away(b))
    .slice(0, NEARBY)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
  const first = earliestFree(
    calendar,
    venues.map((it) => it.id),
  )
  const offered = first && !nearby.includes(first) ? [...nearby, first] : nearby
  return offered.map((it) => ({
    id: it.id,
    startsAt: it.startsAt,
    state: stateOf(it) === 'few' ? ('few' as const) : ('free' as const),
    /** Said only where it is not the venue that was asked for. */
    venue: it.venueId === lost?.venueId ? undefined : venues.find(({ id }) => id === it.venueId)?.name,
  }))
}

/** A card's owner has said who they are; everyone else is given a session of their own with the form. */
async function openSession(page: Page, needsCard: boolean) {
  if (needsCard) {
    const resident = await requireResident(page, '/letter')
    if (!resident.cardId) throw redirect(`/letter?next=${encodeURIComponent(page.path)}`, 303)
    return
  }
  if (await page.resident()) return
  const { secret } = await welcomeResident(page.db, page.tenant.id, page.now)
  page.openSession(secret)
}

/** As it was typed; a 個人番号 is not said back. */
function typedIn(form: URLSearchParams) {
  const said = (name: string) => {
    const typed = form.get(name) ?? ''
    return looksLikeMyNumber(typed) ? '' : typed
  }
  return { kana: said('kana'), mail: said('mail'), telephone: said('telephone'), birth: typedBirth(form) }
}

/** Only reached when the booking was refused: says why, at the top of the page, with the status that book-route.ts chose. */
export function action({ context: { answer, words } }: PageArgs) {
  if (!answer) throw redirect('/availability', 303)
  if (answer.reason) {
    const problems: Problem[] = [{ text: words(`refused.${answer.reason}`) }]
    return data({ problems, summary: words('refused.title') }, { status: answer.status })
  }
  const problems: Problem[] = Object.entries(answer.wrong ?? {}).map(([field, problem]) => ({
    text: words(`${field === 'birth' ? 'identify' : 'book'}.wrong.${problem}`),
    field,
  }))
  return data({ problems }, { status: answer.status })
}

export default function Book() {
  const check = useLoaderData<typeof loader>()
  if (check.reason && check.others.length === 0) return <Refused reason={check.reason} />
  return <BookForm check={check} />
}
