import { arrivalImports } from '@madoguchi/core/issuance/arrivals'
import { type ImportId, mintId } from '@madoguchi/core/kernel'
import { EmptyState, ErrorSummary, Heading } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { pageTitle, titled } from '../../page-title.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { importView } from './import-view.server.ts'
import { ImportsTable } from './imports-table.tsx'
import { receiving } from './receiving.server.ts'
import { UploadForm } from './upload-form.tsx'
import { readRefused } from './upload-refusal.server.ts'

export async function loader({ request, context }: OfficeArgs) {
  const { db, actor, t } = receiving(context)
  const [profiles, imports] = await Promise.all([context.profiles(), arrivalImports(db, actor)])
  return {
    title: pageTitle(context, t('arrivals:room')),
    importId: mintId<ImportId>(),
    profiles: profiles.map(({ id, title }) => ({ value: id, label: title })),
    imports: imports.map(importView),
    ...readRefused(new URL(request.url).searchParams, { profiles, imports }, t),
  }
}

export const meta = titled

export default function Arrivals() {
  const { t } = useTranslation('arrivals')
  const { importId, profiles, imports, refused, chosen } = useLoaderData<typeof loader>()

  return (
    <div className="stack">
      {refused && (
        <ErrorSummary title={t('refused.title')} errors={[{ text: refused.brief, href: `#${refused.at}` }]} />
      )}
      <Heading level={1}>{t('room')}</Heading>
      <UploadForm importId={importId} profiles={profiles} chosen={chosen} refused={refused} />
      <section className="stack">
        <Heading level={2}>{t('list.title')}</Heading>
        {imports.length > 0 ? (
          <ImportsTable imports={imports} />
        ) : (
          <EmptyState title={t('list.empty')}>
            <p>{t('list.empty-what')}</p>
          </EmptyState>
        )}
      </section>
    </div>
  )
}
