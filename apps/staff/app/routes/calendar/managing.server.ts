import { mayChangeCalendar } from '@madoguchi/core/calendar-changes'
import { data } from '@remix-run/node'
import type { OfficeContext } from '../../staff-context.ts'

/** The context of a page about the calendar. To whom it is no part of the work, there is no such page: 404. */
export function managing(context: OfficeContext): OfficeContext {
  if (!mayChangeCalendar(context.staff.roles)) throw data(null, { status: 404 })
  return context
}
