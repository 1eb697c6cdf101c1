import { mayHandleLetters } from '@madoguchi/core/issuance/letters'
import { data } from '@remix-run/node'
import type { OfficeContext } from '../../staff-context.ts'

/** The context of a page about letters. To whom they are no part of the work, there is no such page: 404. */
export function handling(context: OfficeContext): OfficeContext {
  if (!mayHandleLetters(context.staff.roles)) throw data(null, { status: 404 })
  return context
}
