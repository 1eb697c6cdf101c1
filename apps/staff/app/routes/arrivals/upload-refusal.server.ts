import type { MappingProfile } from '@madoguchi/core/issuance/arrivals'
import type { TFunction } from 'i18next'
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

/** Where a refused upload leads: the list, with the reason and the choice that was made. */
export function refusedAddress(
  reason: UploadRefusal,
  profile: string | null,
  columns: readonly string[] = [],
) {
  const query = new URLSearchParams({ refused: reason })
  if (profile) query.set('profile', profile)
  for (const column of columns) query.append('column', column)
  return `/arrivals?${query}`
}

/** Reads such an address again; only words that are ours are shown, whoever made it. */
export function readRefused(search: URLSearchParams, profiles: readonly MappingProfile[], t: TFunction) {
  const profile = profiles.find((it) => it.id === search.get('profile'))
  const chosen = profile?.id ?? null
  const reason = UPLOAD_REFUSALS.find((it) => it === search.get('refused'))
  if (!reason) return { chosen, refused: null }

  const titles = new Set(
    Object.values(profile?.columns ?? {}).flatMap((column) => [column?.header ?? []].flat()),
  )
  const columns = search.getAll('column').filter((it) => titles.has(it))
  const text = columns.length
    ? t(`arrivals:refused.${reason}-named`, { columns: columns.map((it) => `「${it}」`).join('') })
    : t(`arrivals:refused.${reason}`, { megabytes: UPLOAD_MEGABYTES })
  return { chosen, refused: { text, at: reason === 'no-profile' ? ('profile' as const) : ('file' as const) } }
}
