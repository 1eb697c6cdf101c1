import type {
  ArrivalImport,
  ArrivalPreview,
  CardArrival,
  MappingProfile,
} from '@madoguchi/core/issuance/arrivals'
import { ARRIVAL_FIELDS, type ArrivalField } from '@madoguchi/core/issuance/arrivals'
import { formatDate, formatDateTime } from '@madoguchi/i18n/format'
import type { OfficeContext } from '../../staff-context.ts'
import { sayProblem } from './say-problem.server.ts'

const briefly = (at: Date) => formatDateTime('ja', at, { length: 'short' })

/** An import in the words of a list. */
export const importView = (it: ArrivalImport & { rowsRegistered: number }) => ({
  id: it.id,
  fileName: it.fileName,
  state: it.state,
  failure: it.failure,
  encoding: it.encoding,
  good: it.rowsGood,
  /** Bad rows that somebody has to look at, and those whose card has come through another file. */
  bad: it.rowsBad - it.rowsRegistered,
  registered: it.rowsRegistered,
  done: it.rowsDone,
  known: it.rowsUnchanged,
  unclear: it.rowsUnclear,
  columnsWrong: it.columnsWrong,
  by: it.createdByName,
  at: briefly(it.createdAt),
  committedAt: it.committedAt && briefly(it.committedAt),
  /** Good rows that are no card yet. */
  waiting: it.rowsGood - it.rowsDone - it.rowsUnchanged,
})
export type ImportView = ReturnType<typeof importView>

/** An import in the words of its page: rows as they will be stored, and what is wrong with the bad ones. */
export function previewView(preview: ArrivalPreview, profile: MappingProfile | null, context: OfficeContext) {
  const { t } = context
  const fields = ARRIVAL_FIELDS.filter((field) => !profile || profile.columns[field])
  return {
    import: importView({ ...preview.import, rowsRegistered: preview.registered.length }),
    first: preview.first.map(({ line, arrival, problems }) => ({
      line,
      texts: Object.fromEntries(fields.map((field) => [field, cellText(arrival, field, context)])) as Partial<
        Record<ArrivalField, string>
      >,
      warnings: problems.map((it) => sayProblem(t, it)),
    })),
    bad: preview.bad.map(({ line, cells, problems }) => ({
      line,
      name: cells.name ?? '',
      applicationId: cells.applicationId ?? '',
      registered: preview.registered.includes(line),
      problems: problems.map((it) => sayProblem(t, it)),
    })),
    nextBad: preview.nextBad,
    earlier: preview.earlier && {
      id: preview.earlier.id,
      at: briefly(preview.earlier.committedAt),
      bad: preview.earlier.rowsBad,
    },
  }
}

const DATES: readonly ArrivalField[] = ['birthDate', 'appliedOn', 'issuedOn', 'expiresOn']

function cellText(arrival: CardArrival, field: ArrivalField, { t, venues }: OfficeContext): string {
  const value = arrival[field]
  if (value === null) return ''
  if (typeof value === 'boolean') return t(value ? 'arrivals:yes' : 'arrivals:no')
  if (field === 'kind') return t(`arrivals:kind.${value}`)
  if (field === 'venue') return venues.find((venue) => venue.code === value)?.name.ja ?? value
  return DATES.includes(field) ? formatDate('ja', value, { weekday: false, years: 'both' }) : value
}
