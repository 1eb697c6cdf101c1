import {
  ALWAYS_REQUIRED,
  ARRIVAL_FIELDS,
  type ArrivalField,
  type BadRow,
  type MappingProfile,
} from '@madoguchi/core/issuance/arrivals'
import type { OfficeContext } from '../../staff-context.ts'
import { optionsOf } from './row-options.server.ts'
import { sayProblem, sayReason } from './say-problem.server.ts'

/** A field of the form in which a row is corrected. */
export type RowField = { field: ArrivalField; required: boolean }

/** The fields that the profile reads, in the order of our own exports. */
export const fieldsOf = (profile: MappingProfile): RowField[] =>
  ARRIVAL_FIELDS.filter((field) => profile.columns[field]).map((field) => ({
    field,
    required:
      (ALWAYS_REQUIRED as readonly string[]).includes(field) || profile.columns[field]?.required === true,
  }))

/** A bad row in the words of the form: what it says, field by field, what may be chosen, and what is wrong with it. */
export const rowView = ({ bad, problems }: BadRow, profile: MappingProfile, context: OfficeContext) => ({
  texts: bad,
  options: optionsOf(profile, bad, context),
  masked: Object.values(bad).some((text) => text.includes('****')),
  problems: problems.map((it) => ({
    field: it.field,
    reason: sayReason(context.t, it),
    text: sayProblem(context.t, it),
  })),
})
export type RowView = ReturnType<typeof rowView>
