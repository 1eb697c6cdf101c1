import { agreeToProfile } from '@madoguchi/core/issuance/arrivals'
import { redirect } from '@remix-run/node'
import type { OfficeArgs } from '../../staff-context.ts'
import { findImport } from './find-import.server.ts'
import { receiving } from './receiving.server.ts'

export const loader = ({ params }: OfficeArgs) => redirect(`/arrivals/${params.importId}`, 303)

/** The officer agrees to the profile that fits the file, and sees its dry run. */
export async function action({ params, context }: OfficeArgs) {
  const { db, actor } = receiving(context)
  const { id } = (await findImport(context, params.importId)).import
  await agreeToProfile(db, actor, id)
  return redirect(`/arrivals/${id}`, 303)
}
