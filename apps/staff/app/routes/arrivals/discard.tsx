import { discardArrivals } from '@madoguchi/core/issuance/arrivals'
import { Button, ConfirmBlock, ErrorSummary, Heading, LinkButton } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { pageTitle, titled } from '../../page-title.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { findImport } from './find-import.server.ts'
import { importView } from './import-view.server.ts'
import { receiving } from './receiving.server.ts'

export async function loader({ params, context }: OfficeArgs) {
  const { t } = receiving(context)
  const found = await findImport(context, params.importId)
  return {
    title: pageTitle(context, t('arrivals:discard.title')),
    import: importView({ ...found.import, rowsRegistered: found.registered.length }),
  }
}

export async function action({ params, context }: OfficeArgs) {
  const { db, actor } = receiving(context)
  const { id } = (await findImport(context, params.importId)).import
  const outcome = await discardArrivals(db, actor, id)
  if (!outcome.ok) return data({ refused: outcome.reason }, { status: 409 })
  return redirect(`/arrivals/${id}`, 303)
}

export const meta = titled

export default function DiscardImport() {
  const { t } = useTranslation('arrivals')
  const { import: it } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused

  return (
    <form method="post" className="stack" data-submit-once>
      {refused && (
        <ErrorSummary
          title={t('discard.refused.title')}
          errors={[{ text: t(`discard.refused.${refused}`) }]}
        />
      )}
      <HiddenToken />
      <Heading level={1}>{t('discard.title')}</Heading>
      <p>{it.fileName}</p>
      <ConfirmBlock
        title={t('discard.question')}
        kind="irreversible"
        actions={
          <>
            {!refused && <Button kind="danger">{t('discard.submit')}</Button>}
            <LinkButton kind="secondary" href={`/arrivals/${it.id}`}>
              {t('row.back')}
            </LinkButton>
          </>
        }
      >
        <p>{t('discard.what')}</p>
        <p>{t('discard.final')}</p>
      </ConfirmBlock>
    </form>
  )
}
