import { recounted } from '@madoguchi/core/issuance/arrivals'
import { DescriptionList, Heading, TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { pageTitle, titled } from '../../page-title.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import styles from './arrivals.css?url'
import { BadRows } from './bad-rows.tsx'
import { findImport } from './find-import.server.ts'
import { FirstRows } from './first-rows.tsx'
import { ImportNews } from './import-news.tsx'
import { ImportProgress } from './import-progress.tsx'
import { ImportState } from './import-state.tsx'
import { ImportSteps } from './import-steps.tsx'
import { previewView } from './import-view.server.ts'
import { numberIn } from './number-in.ts'
import { OtherProfile } from './other-profile.tsx'
import { receiving } from './receiving.server.ts'
import { UnclearNames } from './unclear-names.tsx'

export const links = () => [{ rel: 'stylesheet', href: styles }]

export async function loader({ params, request, context }: OfficeArgs) {
  const { db, actor, t } = receiving(context)
  const search = new URL(request.url).searchParams
  const after = numberIn(search.get('after'))
  const profiles = await context.profiles()
  const { profile, ...preview } = await findImport(context, params.importId, after)
  return {
    title: pageTitle(context, t('arrivals:import.title')),
    profile: profile?.title ?? null,
    chosen: profiles.find(({ id }) => id === preview.import.profileChosen)?.title ?? null,
    after,
    corrected: numberIn(search.get('corrected')),
    dropped: numberIn(search.get('dropped')),
    ...previewView({ ...preview, import: await recounted(db, actor, preview.import) }, profile, context),
  }
}
export type ImportPage = ReturnType<typeof useLoaderData<typeof loader>>

export const meta = titled

export default function Import() {
  const { t } = useTranslation('arrivals')
  const page = useLoaderData<typeof loader>()
  const { import: it } = page
  const gone = it.state === 'failed' || it.state === 'discarded' || it.state === 'mismatched'

  return (
    <div className="stack">
      <Heading level={1}>{t('import.title')}</Heading>
      <p>
        <strong>{it.fileName}</strong> <ImportState import={it} />
      </p>
      <ImportNews page={page} />
      {it.state === 'mismatched' && <OtherProfile page={page} />}
      <ImportProgress import={it} />
      {!gone && <Counts page={page} />}
      {!gone && <UnclearNames import={it} />}
      {!gone && <ImportSteps import={it} same={isSame(page)} />}
      {!gone && it.state !== 'staging' && !isSame(page) && <BadRows page={page} />}
      {!gone && it.state !== 'committing' && it.waiting > 0 && <FirstRows page={page} />}
      <Facts page={page} />
      <p>
        <TextLink href="/arrivals">{t('import.back')}</TextLink>
      </p>
    </div>
  )
}

/** The very file that was taken in before, with nothing new in it: one thing is left to do, and the news says which. */
export const isSame = ({ import: it, earlier }: ImportPage) =>
  it.state === 'staged' && earlier !== null && it.waiting === 0

function Counts({ page: { import: it } }: { page: ImportPage }) {
  const { t } = useTranslation('arrivals')
  const counts = [
    { name: 'good', count: it.good },
    { name: 'bad', count: it.bad },
    ...(it.state === 'staged' ? [{ name: 'new', count: it.waiting }] : []),
    { name: 'known', count: it.known },
    // A card that is known is left as it is: said, because whoever sends a file again may expect otherwise.
    ...(it.state === 'staged' ? [{ name: 'changed', count: 0 }] : []),
    ...(it.state === 'staging' || it.state === 'staged' ? [] : [{ name: 'done', count: it.done }]),
  ]
  return (
    <>
      <dl className="arrival-counts" aria-label={t('import.counts')}>
        {counts.map(({ name, count }) => (
          <div key={name} data-attention={name === 'bad' && count > 0 ? '' : undefined}>
            <dt>{t(`import.${name}`)}</dt>
            <dd>{t('import.rows', { count })}</dd>
          </div>
        ))}
      </dl>
      {it.known > 0 && it.waiting > 0 && it.state === 'staged' && <p>{t('import.known-note')}</p>}
    </>
  )
}

function Facts({ page: { import: it, profile } }: { page: ImportPage }) {
  const { t } = useTranslation('arrivals')
  return (
    <section className="stack">
      <Heading level={2}>{t('import.facts')}</Heading>
      <DescriptionList
        layout="columns"
        items={[
          { term: t('import.profile'), value: profile ?? t('import.none') },
          { term: t('import.encoding'), value: it.encoding?.toUpperCase() ?? t('import.none') },
          { term: t('import.read-by'), value: t('import.read-by-what', { name: it.by, at: it.at }) },
          { term: t('import.committed-at'), value: it.committedAt ?? t('import.none') },
        ]}
      />
    </section>
  )
}
