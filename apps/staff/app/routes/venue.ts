import { workAt } from '@madoguchi/core/identity'
import { data, redirect } from '@remix-run/node'
import type { OfficeArgs } from '../staff-context.ts'

export const loader = () => redirect('/', 303)

export async function action({ request, context }: OfficeArgs) {
  const { db, actor, staff, venues } = context
  const wanted = (await request.formData()).get('venue')
  const venue = venues.find((it) => it.id === wanted)
  if (!venue) throw data(null, { status: 404 })
  await workAt(db, actor, staff, venue.id)
  return redirect('/', 303)
}
