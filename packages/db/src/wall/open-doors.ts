import type { Owner } from '../testing/index.ts'
import { PROGRAM_ROLES } from './roles.ts'

/** As if every grant had slipped: what still holds is the policies. */
export const openGrants = (owner: Owner) =>
  owner.unsafe(`grant select, insert, update, delete on all tables in schema app to ${PROGRAM_ROLES}`)

/** Takes the second lock away everywhere. Answers from how many tables. */
export async function dropWalls(owner: Owner) {
  const walls = await owner<{ name: string }[]>`
    select polrelid::regclass::text as name from pg_policy where polname = 'tenant wall'`
  for (const { name } of walls) await owner.unsafe(`drop policy "tenant wall" on ${name}`)
  return walls.length
}
