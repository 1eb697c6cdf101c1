import { type ExportFormat, noteExport } from '@madoguchi/core/statistics'
import { data } from '@remix-run/node'
import type { OfficeArgs } from '../../staff-context.ts'
import { periodIn, periodWords, seeing, tablesOf } from './seeing.server.ts'

/** What a file is made of, once it is on record that it was asked for; 404 for a period that is none. */
export async function toExport({ request, context }: OfficeArgs, format: ExportFormat) {
  const { db, actor, address, now, t } = seeing(context)
  const { period, wrong } = periodIn(request.url, context)
  if (wrong) throw data(null, { status: 404 })
  const sheets = await tablesOf(period, context)
  await noteExport(db, actor, { format, period, terminal: address }, now)
  const span = { name: t('statistics:file.span'), columns: [periodWords(period)], rows: [] }
  return {
    sheets: [span, ...sheets],
    name: t('statistics:file.name', { from: period.from, until: period.until }),
  }
}

/** A file to be saved, under its Japanese name where the browser knows how. */
export const fileAnswer = (
  body: string | Uint8Array<ArrayBuffer>,
  { type, plain, name }: { type: string; plain: string; name: string },
) =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    },
  })
