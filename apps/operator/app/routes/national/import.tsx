import { isUuid } from '@madoguchi/core/kernel'
import { approveHolidays, holidayImport } from '@madoguchi/core/national'
import { ErrorSummary, Heading, Notice, TextLink } from '@madoguchi/ui'
import { useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/server-runtime'
import { ConsoleFrame, consoleOf } from '../../console-frame.tsx'
import type { OperatorArgs } from '../../operator-context.ts'
import { useWords } from '../../words.tsx'
import { Approve } from './approve.tsx'
import { BadLines } from './bad-lines.tsx'
import { Diff } from './diff.tsx'
import { importView } from './import-view.ts'

async function viewAt({ params, context }: OperatorArgs) {
  const { db, operator, now, t } = context
  const found = isUuid(params.importId)
    ? await holidayImport(db, operator?.id ?? '', params.importId, now)
    : null
  if (!found) throw data(null, { status: 404 })
  return importView(t, found)
}

export async function loader(args: OperatorArgs) {
  const { context } = args
  return {
    title: context.t('national:import.title'),
    frame: consoleOf(context),
    view: await viewAt(args),
  }
}

/** The second step: what was seen comes into force, or the page says why not and shows what is so now. */
export async function action({ request, params, context }: OperatorArgs) {
  const { db, operator, now, t } = context
  const seen = String((await request.formData()).get('seen') ?? '')
  const importId = params.importId ?? ''
  if (!isUuid(importId)) throw data(null, { status: 404 })
  const approved = await approveHolidays(db, operator?.id ?? '', { importId, seen }, now)
  if (approved.ok) return redirect('/national?done=approved', 303)
  return data({ problem: t(`national:import.refusal.${approved.reason}`) }, { status: 409 })
}

export const meta = ({ data }: { data?: { title: string } }) => [{ title: data?.title }]

/** What an uploaded file says and would change, whom it meets, and the button that puts it in force. */
export default function HolidayImportPage() {
  const { t } = useWords()
  const { title, frame, view } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <ConsoleFrame console={frame} room="/national">
      <div className="stack">
        {answer && (
          <ErrorSummary title={t('national:import.refusal.title')} errors={[{ text: answer.problem }]} />
        )}
        <Heading level={1}>{title}</Heading>
        <p>{view.uploaded}</p>
        {view.approved && (
          <Notice kind="success" label={t('national:done.label')} title={t('national:import.is-approved')}>
            <p>{view.approved}</p>
          </Notice>
        )}
        <BadLines lines={view.badLines} />
        {view.diff && <Diff diff={view.diff} />}
        {view.approval ? (
          <Approve approval={view.approval} formToken={frame.formToken} />
        ) : (
          <p>
            <TextLink href="/national">{t('national:import.to-calendar')}</TextLink>
          </p>
        )}
      </div>
    </ConsoleFrame>
  )
}
