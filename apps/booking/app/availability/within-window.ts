import { type LaneCalendar, monthsOf } from '@madoguchi/core/availability'
import type { AvailabilityQuery } from './availability-query.ts'

/**
 * Of the months that cannot be booked only the side is kept, before or after: each of them would cost a page of its own,
 * and anyone may ask for all the months of ten thousand years.
 */
export function withinWindow<Query extends AvailabilityQuery>(query: Query, calendar: LaneCalendar): Query {
  const months = monthsOf(calendar)
  if (!query.month || months.includes(query.month)) return query
  const outside = query.month < (months[0] ?? '') ? 'past' : 'later'
  return { ...query, month: undefined, day: undefined, outside }
}
