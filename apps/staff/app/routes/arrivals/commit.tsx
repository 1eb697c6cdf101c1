import { askCommit, recounted } from '@madoguchi/core/issuance/arrivals'
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
  const { db, actor, t } = receiving(context)
  const found = await findImport(context, params.importId)
  return {
    title: pageTitle(context, t('arrivals:commit.title')),
    import: importView({
      ...(await recounted(db, actor, found.import)),
      rowsRegistered: found.registered.length,
    }),
  }
}

export async function action({ params, request, context }: OfficeArgs) {
  const { db, actor, staff } = receiving(context)
  const { id: importId } = (await findImport(context, params.importId)).import
  const again = (await request.formData()).has('again')
  const outcome = await askCommit(db, actor, { importId, roles: staff.roles, again })
  if (!outcome.ok) return data({ refused: outcome.reason }, { status: 409 })
  return redirect(`/arrivals/${importId}`, 303)
}

export const meta = titled

export default function CommitImport() {
  const { t } = useTranslation('arrivals')
  const { import: it } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused
  const back = (
    <LinkButton kind="secondary" href={`/arrivals/${it.id}`}>
      {t('row.back')}
    </LinkButton>
  )
  const heading = (
    <>
      <Heading level={1}>{t('commit.title')}</Heading>
      <p>{it.fileName}</p>
    </>
  )
  if (refused) {
    return (
      <div className="stack">
        <ErrorSummary title={t('commit.refused.title')} errors={[{ text: t(`commit.refused.${refused}`) }]} />
        {heading}
        {back}
      </div>
    )
  }
  if (it.state === 'staged' && it.waiting === 0) {
    return (
      <div className="stack">
        {heading}
        <p>{t(it.good === 0 ? 'import.nothing-good' : 'import.nothing-new')}</p>
        {back}
      </div>
    )
  }
  return (
    <form method="post" className="stack" data-submit-once>
      <HiddenToken />
      {heading}
      <ConfirmBlock
        title={t('commit.question', { count: it.waiting })}
        actions={
          <>
            <Button>{t('commit.submit')}</Button>
            {back}
          </>
        }
      >
        <p>{t('commit.what')}</p>
        {it.state === 'staged' && it.known > 0 && <p>{t('commit.known', { count: it.known })}</p>}
        {it.unclear > 0 && <p>{t('commit.unclear', { count: it.unclear })}</p>}
        {it.bad > 0 && <p>{t('commit.bad', { count: it.bad })}</p>}
        <p>{t('commit.final')}</p>
      </ConfirmBlock>
    </form>
  )
}
