import { type ArrivalTexts, type BadRow, correctArrivalRow } from '@madoguchi/core/issuance/arrivals'
import { Button, ButtonRow, ErrorSummary, Heading, LinkButton } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { pageTitle, titled } from '../../page-title.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import styles from './arrivals.css?url'
import { findImport, readLine } from './find-import.server.ts'
import { receiving } from './receiving.server.ts'
import { RowFields } from './row-fields.tsx'
import { fieldsOf, rowView } from './row-view.server.ts'

export const links = () => [{ rel: 'stylesheet', href: styles }]

export async function loader({ params, context }: OfficeArgs) {
  const { t } = receiving(context)
  const line = readLine(params.line)
  const { import: it, bad, profile } = await findImport(context, params.importId, line - 1)
  if (!profile) throw data(null, { status: 404 })
  const row = bad.find((found) => found.line === line)
  return {
    title: pageTitle(context, t('arrivals:row.heading', { line })),
    importId: it.id,
    fileName: it.fileName,
    line,
    fields: fieldsOf(profile),
    // Gone while the page was open: the action says so, and so does this.
    row: row ? rowView({ line, bad: row.cells, problems: row.problems }, profile, context) : null,
  }
}

export async function action({ params, request, context }: OfficeArgs) {
  const { db, actor, now } = receiving(context)
  const line = readLine(params.line)
  const { import: it, profile } = await findImport(context, params.importId)
  if (!profile) throw data(null, { status: 404 })

  const form = await request.formData()
  const typed = fieldsOf(profile).map(({ field }) => [field, String(form.get(field) ?? '')])
  const texts: ArrivalTexts = Object.fromEntries(typed)
  const outcome = await correctArrivalRow(db, actor, { importId: it.id, line, texts, profile }, now)
  if (outcome.ok) return redirect(`/arrivals/${it.id}?corrected=${line}`, 303)
  if (outcome.reason !== 'still-wrong') return data({ refused: outcome.reason, row: null }, { status: 409 })
  const row: BadRow = outcome.row
  return data({ refused: null, row: rowView(row, profile, context) }, { status: 422 })
}

export const meta = titled

export default function CorrectRow() {
  const { t } = useTranslation('arrivals')
  const { importId, fileName, line, fields, ...loaded } = useLoaderData<typeof loader>()
  const tried = useActionData<typeof action>()
  const row = tried ? tried.row : loaded.row
  const heading = (
    <>
      <Heading level={1}>{t('row.heading', { line })}</Heading>
      <p>{fileName}</p>
    </>
  )
  const back = (
    <LinkButton kind="text" href={`/arrivals/${importId}`}>
      {t('row.back')}
    </LinkButton>
  )
  if (!row) {
    const text = t(`row.refused.${tried?.refused ?? 'no-such-row'}`)
    return (
      <div className="stack">
        <ErrorSummary title={t('row.refused.title')} errors={[{ text }]} />
        {heading}
        {back}
      </div>
    )
  }
  const shown = new Set<string>(fields.map(({ field }) => field))
  return (
    <form method="post" className="stack arrival-row-form" data-submit-once>
      <ErrorSummary
        title={t(tried ? 'row.still-wrong' : 'row.found')}
        errors={row.problems.map(({ field, text }) => ({
          text,
          href: shown.has(field) ? `#${field}` : undefined,
        }))}
      />
      <HiddenToken />
      {heading}
      <p>{t('row.what')}</p>
      {row.masked && <p>{t('row.masked')}</p>}
      <RowFields fields={fields} row={row} />
      <ButtonRow>
        <Button>{t('row.submit')}</Button>
        <LinkButton kind="secondary" href={`/arrivals/${importId}/rows/${line}/drop`}>
          {t('row.drop')}
        </LinkButton>
        {back}
      </ButtonRow>
    </form>
  )
}
