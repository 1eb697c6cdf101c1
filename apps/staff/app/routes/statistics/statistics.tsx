import { lastExports, PERIODS } from '@madoguchi/core/statistics'
import { Button, ErrorSummary, Field, Heading, LinkButton, TabLinks, TextInput } from '@madoguchi/ui'
import { data } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { pageTitle, titled } from '../../page-title.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { briefly } from '../../visit-view.server.ts'
import { periodIn, periodWords, seeing, tablesOf } from './seeing.server.ts'
import styles from './statistics.css?url'
import { StatisticsTables } from './statistics-tables.tsx'

export const links = () => [{ rel: 'stylesheet', href: styles }]

/** The figures of the period that the address asks for; nothing is asked of a script. */
export async function loader({ request, context }: OfficeArgs) {
  const { db, actor, t } = seeing(context)
  const { period, wrong, typed } = periodIn(request.url, context)
  const exports = await lastExports(db, actor)
  return data(
    {
      title: pageTitle(context, t('statistics:title')),
      period: { ...period, words: periodWords(period) },
      typed: typed ?? { from: period.from, until: period.until },
      wrong: wrong && t(`statistics:wrong.${wrong}`),
      tables: await tablesOf(period, context),
      exports: exports.map((it) => ({
        id: it.id,
        text: t('statistics:exported', {
          ...{ by: it.by, at: briefly(it.at), format: it.format.toUpperCase() },
          period: periodWords({ from: it.fromDay, until: it.untilDay }),
        }),
      })),
    },
    { status: wrong ? 422 : 200 },
  )
}

export const meta = titled

export default function StatisticsPage() {
  const { t } = useTranslation('statistics')
  const { period, typed, wrong, tables, exports } = useLoaderData<typeof loader>()
  const query = `from=${period.from}&until=${period.until}`
  return (
    <div className="stack">
      <ErrorSummary title={t('problem')} errors={wrong ? [{ text: wrong, href: '#from' }] : []} />
      <Heading level={1} kicker={period.words}>
        {t('title')}
      </Heading>
      <p>{t('lead')}</p>
      <TabLinks
        label={t('periods')}
        tabs={PERIODS.map((kind) => ({
          text: t(`period.${kind}`),
          href: `/statistics?period=${kind}`,
          current: period.kind === kind,
        }))}
      />
      <form method="get" className="stack narrow no-print">
        <Field id="from" label={t('from')} error={wrong ?? undefined}>
          <TextInput name="from" type="date" width="medium" defaultValue={typed.from} key={typed.from} />
        </Field>
        <Field id="until" label={t('until')}>
          <TextInput name="until" type="date" width="medium" defaultValue={typed.until} key={typed.until} />
        </Field>
        <Button kind="secondary" size="small">
          {t('show')}
        </Button>
      </form>
      <p className="board-bar no-print">
        <LinkButton kind="secondary" size="small" href={`/statistics.csv?${query}`} download>
          {t('csv')}
        </LinkButton>
        <LinkButton kind="secondary" size="small" href={`/statistics.xlsx?${query}`} download>
          {t('xlsx')}
        </LinkButton>
      </p>
      <StatisticsTables tables={tables} />
      {exports.length > 0 && (
        <>
          <Heading level={2}>{t('exports')}</Heading>
          <ul>
            {exports.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
