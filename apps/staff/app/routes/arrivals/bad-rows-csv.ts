import { badRowsCsv } from '@madoguchi/core/issuance/arrivals'
import { data } from '@remix-run/node'
import type { OfficeArgs } from '../../staff-context.ts'
import { csvAnswer } from './csv-answer.server.ts'
import { findImport } from './find-import.server.ts'
import { receiving } from './receiving.server.ts'
import { sayProblem } from './say-problem.server.ts'

/** The bad rows of an import as a file, streamed page by page: however many there are, only a page of them is in memory. */
export async function loader({ params, context }: OfficeArgs) {
  const { db, actor, t } = receiving(context)
  const { import: it, profile } = await findImport(context, params.importId)
  if (!profile) throw data(null, { status: 404 })

  const rows = badRowsCsv(db, actor, it.id, profile, (problem) => sayProblem(t, problem))
  return csvAnswer(rows, { plain: 'bad-rows.csv', name: t('arrivals:bad.csv-name') })
}
