import { mayAnswerCalls } from '@madoguchi/core/booking'
import { data } from '@remix-run/node'
import type { OfficeContext } from '../../staff-context.ts'

/** To whom the telephone is no part of the work, there is no such page: 404. */
export function answering(context: OfficeContext) {
  if (!mayAnswerCalls(context.staff.roles)) throw data(null, { status: 404 })
  return context
}
