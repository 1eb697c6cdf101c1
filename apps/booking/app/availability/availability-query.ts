import { venuesFor } from '@madoguchi/core/availability'
import { type PlainDate, plainDate } from '@madoguchi/core/calendar'
import { isUuid } from '@madoguchi/core/kernel'
import { canBeBooked, type Policy, procedureOf, type TenantVenue } from '@madoguchi/core/tenancy'

export type Outside = 'past' | 'later'

/** What somebody wants to see of the free places. All of it stands in the address: the page is the same for everyone. */
export type AvailabilityQuery = {
  procedure?: string | undefined
  /** Code of a venue. */
  venue?: string | undefined
  /** `YYYY-MM`. */
  month?: string | undefined
  /** On which side of the months that can be booked the month lies that was asked for (within-window.ts). */
  outside?: Outside | undefined
  day?: PlainDate | undefined
  list?: boolean | undefined
  morning?: boolean | undefined
  saturday?: boolean | undefined
  /** Code of the venue where the card lies that is to be picked up: the others take as long as it is carried. */
  cardAt?: string | undefined
  /** For so many people at once; absent: one. */
  people?: number | undefined
  /** The reservation that is to be moved. */
  change?: string | undefined
}

/** Reads the address. What names nothing of ours is left out: a cache of pages must not be filled by inventing queries. */
export function readAvailabilityQuery(
  params: URLSearchParams,
  policy: Policy,
  venues: readonly TenantVenue[],
): AvailabilityQuery {
  const asked = procedureOf(policy, params.get('procedure') ?? '')
  const procedure = asked && canBeBooked(asked) ? asked.code : undefined
  const day = plainDate(params.get('day') ?? '')
  const month = params.get('month') ?? day?.slice(0, 7) ?? ''
  const change = params.get('change')
  const people = Number(params.get('people'))
  return {
    procedure,
    venue:
      procedure && venuesFor(policy, venues, procedure).find((it) => it.code === params.get('venue'))?.code,
    month: plainDate(`${month}-01`) ? month : undefined,
    outside: month === 'past' || month === 'later' ? month : undefined,
    day: day ?? undefined,
    list: params.get('view') === 'list',
    morning: params.has('morning'),
    saturday: params.has('saturday'),
    cardAt: asked?.needsCard ? venues.find((it) => it.code === params.get('card-at'))?.code : undefined,
    people: people > 1 && people <= policy.baskets.most ? Math.floor(people) : undefined,
    change: isUuid(change) ? change : undefined,
  }
}

/** The one address of a query: equal queries have equal addresses. */
export function availabilityPath(query: AvailabilityQuery, path = '/availability'): string {
  const { procedure, venue, month, outside, day, list, morning, saturday, cardAt, people, change } = query
  const params = new URLSearchParams()
  if (procedure) params.set('procedure', procedure)
  if (venue) params.set('venue', venue)
  if (day) params.set('day', day)
  else if (month ?? outside) params.set('month', month ?? outside ?? '')
  if (list) params.set('view', 'list')
  if (morning) params.set('morning', '1')
  if (saturday) params.set('saturday', '1')
  if (cardAt) params.set('card-at', cardAt)
  if (people && people > 1) params.set('people', String(people))
  if (change) params.set('change', change)
  return params.size ? `${path}?${params}` : path
}
