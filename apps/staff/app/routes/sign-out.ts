import { signOutStaff } from '@madoguchi/core/identity'
import { redirect } from '@remix-run/node'
import type { OfficeArgs } from '../staff-context.ts'

export const loader = () => redirect('/', 303)

export async function action({ context }: OfficeArgs) {
  const { db, tenant, secret, now } = context
  if (secret) await signOutStaff(db, tenant.id, secret, now)
  context.endSession()
  return redirect('/sign-in', 303)
}
