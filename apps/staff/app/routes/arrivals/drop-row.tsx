import { dropArrivalRow } from '@madoguchi/core/issuance/arrivals'
import { Button, ConfirmBlock, ErrorSummary, Heading, LinkButton } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { pageTitle, titled } from '../../page-title.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { findImport, readLine } from './find-import.server.ts'
import { receiving } from './receiving.server.ts'

export async function loader({ params, context }: OfficeArgs) {
  const { t } = receiving(context)
  const line = readLine(params.line)
  const { import: it } = await findImport(context, params.importId)
  return {
    title: pageTitle(context, t('arrivals:drop.title')),
    importId: it.id,
    fileName: it.fileName,
    line,
  }
}

export async function action({ params, context }: OfficeArgs) {
  const { db, actor } = receiving(context)
  const line = readLine(params.line)
  const { id: importId } = (await findImport(context, params.importId)).import
  const outcome = await dropArrivalRow(db, actor, { importId, line })
  if (!outcome.ok) return data({ refused: outcome.reason }, { status: 409 })
  return redirect(`/arrivals/${importId}?dropped=${line}`, 303)
}

export const meta = titled

export default function DropRow() {
  const { t } = useTranslation('arrivals')
  const { importId, fileName, line } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused

  return (
    <form method="post" className="stack" data-submit-once>
      {refused && (
        <ErrorSummary title={t('row.refused.title')} errors={[{ text: t(`row.refused.${refused}`) }]} />
      )}
      <HiddenToken />
      <Heading level={1}>{t('drop.title')}</Heading>
      <p>{fileName}</p>
      <ConfirmBlock
        title={t('drop.question', { line })}
        kind="irreversible"
        actions={
          <>
            {!refused && <Button kind="danger">{t('drop.submit')}</Button>}
            <LinkButton kind="secondary" href={`/arrivals/${importId}`}>
              {t('row.back')}
            </LinkButton>
          </>
        }
      >
        <p>{t('drop.what')}</p>
        <p>{t('drop.final')}</p>
      </ConfirmBlock>
    </form>
  )
}
