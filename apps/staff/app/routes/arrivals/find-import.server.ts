import { type ArrivalPreview, type MappingProfile, previewArrivals } from '@madoguchi/core/issuance/arrivals'
import type { ImportId } from '@madoguchi/core/kernel'
import { data } from '@remix-run/node'
import { readId } from '../../read-path.ts'
import type { OfficeContext } from '../../staff-context.ts'

/** The import of an address and the profile it was read with (null when the municipality has it no longer); else 404. */
export async function findImport(
  { db, actor, profiles }: OfficeContext,
  importId: string | undefined,
  afterBadLine = 0,
): Promise<ArrivalPreview & { profile: MappingProfile | null }> {
  const found = await previewArrivals(db, actor, readId<ImportId>(importId), afterBadLine)
  if (!found.ok) throw data(null, { status: 404 })
  const profile = (await profiles()).find((it) => it.id === found.value.import.profile)
  return { ...found.value, profile: profile ?? null }
}

/** The number of a line in an address. What is none names nothing: 404. */
export function readLine(text: string | undefined): number {
  const line = Number(text)
  if (!Number.isSafeInteger(line) || line < 1) throw data(null, { status: 404 })
  return line
}
