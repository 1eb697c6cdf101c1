import { writeCsv } from '@madoguchi/core/statistics'
import type { OfficeArgs } from '../../staff-context.ts'
import { fileAnswer, toExport } from './export.server.ts'

/** The figures as CSV. */
export async function loader(args: OfficeArgs) {
  const { sheets, name } = await toExport(args, 'csv')
  return fileAnswer(writeCsv(sheets), {
    ...{ type: 'text/csv; charset=utf-8', plain: 'statistics.csv', name: `${name}.csv` },
  })
}
