import type { ArrivalImport, MappingProfile } from '@madoguchi/core/issuance/arrivals'
import type { TFunction } from 'i18next'
import { nameColumns } from './name-columns.ts'
import { UPLOAD_MEGABYTES } from './upload-megabytes.ts'

/** Why a file was not read: what arrivals-upload.ts finds out, and what stageArrivals says of the file itself. */
export const UPLOAD_REFUSALS = [
  'no-file',
  'no-profile',
  'not-your-part',
  'too-large',
  'broken-form',
  'interrupted',
  'empty-file',
  'spreadsheet-file',
  'not-a-text-file',
  'no-rows',
  'columns-missing',
  'column-twice',
  'import-not-open',
] as const
export type UploadRefusal = (typeof UPLOAD_REFUSALS)[number]

/** Where a refused upload leads: the list, with the reason, the choice that was made, and the import that says more. */
export function refusedAddress(
  reason: UploadRefusal,
  profile: string | null,
  importId: string | null = null,
) {
  const query = new URLSearchParams({ refused: reason })
  if (profile) query.set('profile', profile)
  if (importId) query.set('import', importId)
  return `/arrivals?${query}`
}

type Known = { profiles: readonly MappingProfile[]; imports: readonly ArrivalImport[] }

/** Reads such an address again; only words that are ours are shown, whoever made it. Columns are named at the field only. */
export function readRefused(search: URLSearchParams, { profiles, imports }: Known, t: TFunction) {
  const chosen = profiles.find((it) => it.id === search.get('profile'))?.id ?? null
  const reason = UPLOAD_REFUSALS.find((it) => it === search.get('refused'))
  if (!reason) return { chosen, refused: null }

  const failed = imports.find((it) => it.id === search.get('import') && it.failure === reason)
  const brief = t(`arrivals:refused.${reason}`, { megabytes: UPLOAD_MEGABYTES })
  const text = failed?.columnsWrong.length
    ? t(`arrivals:refused.${reason}-named`, { columns: nameColumns(t, failed.columnsWrong) })
    : brief
  const at = reason === 'no-profile' ? ('profile' as const) : ('file' as const)
  return { chosen, refused: { text, brief, at } }
}
