import { namesToConfirmCsv } from '@madoguchi/core/issuance/arrivals'
import type { OfficeArgs } from '../../staff-context.ts'
import { csvAnswer } from './csv-answer.server.ts'
import { findImport } from './find-import.server.ts'
import { receiving } from './receiving.server.ts'

/** The names of an import that have to be confirmed, as a file. */
export async function loader({ params, context }: OfficeArgs) {
  const { db, actor, t } = receiving(context)
  const { import: it } = await findImport(context, params.importId)
  const headings = (['line', 'applicationId', 'name'] as const).map((it) => t(`arrivals:names.${it}`))
  const names = namesToConfirmCsv(db, actor, it.id, headings)
  return csvAnswer(names, { plain: 'names.csv', name: t('arrivals:names.csv-name') })
}
