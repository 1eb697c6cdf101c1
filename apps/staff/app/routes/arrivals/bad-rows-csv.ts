import { Readable } from 'node:stream'
import { badRowsCsv } from '@madoguchi/core/issuance/arrivals'
import { data } from '@remix-run/node'
import type { OfficeArgs } from '../../staff-context.ts'
import { findImport } from './find-import.server.ts'
import { receiving } from './receiving.server.ts'
import { sayProblem } from './say-problem.server.ts'

/** The bad rows of an import as a file, streamed page by page: however many there are, only a page of them is in memory. */
export async function loader({ params, context }: OfficeArgs) {
  const { db, actor, t } = receiving(context)
  const { import: it, profile } = await findImport(context, params.importId)
  if (!profile) throw data(null, { status: 404 })

  const words = {
    line: t('arrivals:bad.csv-line'),
    problems: t('arrivals:bad.csv-problems'),
    say: (problem: Parameters<typeof sayProblem>[1]) => sayProblem(t, problem),
  }
  const name = encodeURIComponent(t('arrivals:bad.csv-name'))
  return new Response(encoded(badRowsCsv(db, actor, it.id, profile, words)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="bad-rows.csv"; filename*=UTF-8''${name}`,
      'cache-control': 'no-store',
    },
  })
}

/** As bytes, a page at a time, no faster than the browser takes them. */
const encoded = (texts: AsyncIterable<string>) =>
  Readable.toWeb(Readable.from(texts, { objectMode: false })) as ReadableStream
