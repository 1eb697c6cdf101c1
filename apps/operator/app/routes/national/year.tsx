import { dateAt } from '@madoguchi/core/calendar'
import { nationalStops, nationalYear, yearOf } from '@madoguchi/core/national'
import { formatDate } from '@madoguchi/i18n'
import { Heading, Notice } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { ConsoleFrame, consoleOf } from '../../console-frame.tsx'
import type { OperatorArgs } from '../../operator-context.ts'
import { useWords } from '../../words.tsx'
import { StopTable } from './stop-table.tsx'
import { metIn, whenOf } from './stop-words.ts'
import { Upload } from './upload.tsx'
import { YearTable } from './year-table.tsx'

const DONE = ['approved', 'stop-added', 'stop-withdrawn']
/** Years that can be looked at, from this one. */
const [BACK, AHEAD] = [1, 10]

export async function loader({ request, context }: OperatorArgs) {
  const { db, operator, now, t } = context
  const asked = new URL(request.url).searchParams
  const thisYear = yearOf(dateAt(now))
  const year = Math.min(thisYear + AHEAD, Math.max(thisYear - BACK, Number(asked.get('year')) || thisYear))
  const id = operator?.id ?? ''
  const [found, stops] = await Promise.all([nationalYear(db, id, year), nationalStops(db, id, now)])
  const on = (when: Date) => formatDate('ja', when, { weekday: false })
  const { approved, waiting } = found
  const done = asked.get('done')
  return {
    frame: consoleOf(context),
    title: t('national:title'),
    done: done && DONE.includes(done) ? done : null,
    refused: asked.get('refused'),
    year: {
      year,
      previous: year > thisYear - BACK ? year - 1 : null,
      next: year < thisYear + AHEAD ? year + 1 : null,
      source: found.source,
      provisional: found.provisional,
      approved: approved?.approvedAt ? { file: approved.fileName, when: on(approved.approvedAt) } : null,
      holidays: found.holidays.map(({ day, name }) => ({
        day,
        name,
        date: formatDate('ja', day, { length: 'short' }),
      })),
    },
    waiting: waiting
      ? { id: waiting.id, file: waiting.fileName, who: waiting.uploadedBy, when: on(waiting.uploadedAt) }
      : null,
    stops: stops.map((it) => ({
      id: it.id,
      when: whenOf(t, it),
      reason: it.reason.ja,
      met: metIn(t, it.met),
      isMet: it.met.length > 0,
      state: it.withdrawnAt ? ('withdrawn' as const) : it.isOver ? ('over' as const) : ('in-force' as const),
      by: t('national:stops.signed', { who: it.addedBy, when: on(it.addedAt) }),
      withdrawn: it.withdrawnAt
        ? t('national:stops.withdrawn-by', { who: it.withdrawnBy ?? '', when: on(it.withdrawnAt) })
        : null,
    })),
  }
}
export type YearData = Awaited<ReturnType<typeof loader>>

export const meta = ({ data }: { data?: { title: string } }) => [{ title: data?.title }]

/** The national calendar as it stands: a year's holidays, the stops, and the way to a new file. */
export default function NationalYear() {
  const { t } = useWords()
  const { frame, title, done, refused, year, waiting, stops } = useLoaderData<typeof loader>()
  return (
    <ConsoleFrame console={frame} room="/national">
      <div className="stack">
        <Heading level={1}>{title}</Heading>
        {done && (
          <Notice kind="success" label={t('national:done.label')} title={t(`national:done.${done}`)}>
            <p>{t('national:done.approved-body')}</p>
          </Notice>
        )}
        <p>{t('national:lead')}</p>
        <p>{t('national:last-end')}</p>
        <StopTable stops={stops} />
        <YearTable year={year} />
        <Upload formToken={frame.formToken} refused={refused} waiting={waiting} />
      </div>
    </ConsoleFrame>
  )
}
