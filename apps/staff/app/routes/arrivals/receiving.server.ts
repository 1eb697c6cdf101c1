import { mayReceive } from '@madoguchi/core/issuance/arrivals'
import { data } from '@remix-run/node'
import type { OfficeContext } from '../../staff-context.ts'

/** The context of a page about arrivals. To whom receiving is no part of the work, there is no such page: 404. */
export function receiving(context: OfficeContext): OfficeContext {
  if (!mayReceive(context.staff.roles)) throw data(null, { status: 404 })
  return context
}
