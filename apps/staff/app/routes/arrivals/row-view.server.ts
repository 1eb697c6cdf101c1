import {
  ALWAYS_REQUIRED,
  ARRIVAL_FIELDS,
  type ArrivalField,
  type BadRow,
  type MappingProfile,
} from '@madoguchi/core/issuance/arrivals'
import type { TFunction } from 'i18next'
import type { OfficeContext } from '../../staff-context.ts'
import { sayProblem, sayReason } from './say-problem.server.ts'

/** A field of the form in which a row is corrected; `values` are the codes it takes, where it takes codes. */
export type RowField = { field: ArrivalField; required: boolean; values: string[] }

/** The fields that the profile reads, in the order of our own exports. */
export function fieldsOf(profile: MappingProfile, { venues }: OfficeContext): RowField[] {
  const { kind, venue, yesNo } = profile.codes
  const open = new Set(venues.map(({ code }) => code))
  const codes: Partial<Record<ArrivalField, string[]>> = {
    kind: Object.keys(kind),
    venue: Object.keys(venue).filter((text) => open.has(venue[text] ?? '')),
    signatureCertificate: Object.keys(yesNo),
    userCertificate: Object.keys(yesNo),
  }
  return ARRIVAL_FIELDS.filter((field) => profile.columns[field]).map((field) => ({
    field,
    required:
      (ALWAYS_REQUIRED as readonly string[]).includes(field) || profile.columns[field]?.required === true,
    values: codes[field] ?? [],
  }))
}

/** A bad row in the words of the form: what it says, field by field, and what is wrong with it. */
export const rowView = ({ bad, problems }: BadRow, t: TFunction) => ({
  texts: bad,
  masked: Object.values(bad).some((text) => text.includes('****')),
  problems: problems.map((it) => ({
    field: it.field,
    reason: sayReason(t, it),
    text: sayProblem(t, it),
  })),
})
export type RowView = ReturnType<typeof rowView>
