import { signOutOperator } from '@madoguchi/core/identity'
import { data, redirect } from '@remix-run/server-runtime'
import type { OperatorArgs } from '../operator-context.ts'

/** Nothing to see: signing out is a button, not a link. */
export function loader() {
  throw data(null, { status: 404 })
}

export async function action({ context }: OperatorArgs) {
  if (context.secret) await signOutOperator(context.db, context.secret, context.now)
  context.endSession()
  return redirect('/sign-in', 303)
}
