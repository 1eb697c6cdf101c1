import writeExcelFile from 'write-excel-file/node'
import type { OfficeArgs } from '../../staff-context.ts'
import { fileAnswer, toExport } from './export.server.ts'

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** A sheet's name in Excel: 31 characters, none of these. */
const sheetName = (name: string) => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)

/** The figures as an Excel workbook, a sheet for each table. Cells are typed: a text is never run as a formula. */
export async function loader(args: OfficeArgs) {
  const { sheets, name } = await toExport(args, 'xlsx')
  const book = await writeExcelFile(
    sheets.map((it) => ({
      sheet: sheetName(it.name),
      data: [
        it.columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...it.rows.map((row) =>
          row.map((value) =>
            value === null
              ? null
              : typeof value === 'number'
                ? { value, type: Number }
                : { value, type: String },
          ),
        ),
      ],
    })),
  ).toBuffer()
  return fileAnswer(new Uint8Array(book), { type: TYPE, plain: 'statistics.xlsx', name: `${name}.xlsx` })
}
