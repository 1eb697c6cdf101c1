import { dateAt } from '@madoguchi/core/calendar'
import { maySeeStatistics, type Period, readPeriod, statisticsOf } from '@madoguchi/core/statistics'
import { formatDate } from '@madoguchi/i18n/format'
import { data } from '@remix-run/node'
import type { OfficeContext } from '../../staff-context.ts'
import { sheetsOf } from './sheets.server.ts'

/** The context of a page of figures. To whom they are no part of the work, there is no such page: 404. */
export function seeing(context: OfficeContext): OfficeContext {
  if (!maySeeStatistics(context.staff.roles)) throw data(null, { status: 404 })
  return context
}

/** The period that an address asks for; or the month with what is wrong. */
export function periodIn(url: string, { now }: OfficeContext) {
  const asked = new URL(url).searchParams
  const [from, until] = [asked.get('from'), asked.get('until')]
  const today = dateAt(now)
  const read = readPeriod({ period: asked.get('period'), from, until }, today)
  if (read.ok) return { period: read.value, wrong: null, typed: null }
  const month = readPeriod({}, today)
  if (!month.ok) throw new Error('the month of today is a period')
  return { period: month.value, wrong: read.reason, typed: { from: from ?? '', until: until ?? '' } }
}

/** The figures of a period as tables in the words of the page: what is shown, drawn and written to files is the same. */
export async function tablesOf(period: Period, context: OfficeContext) {
  const { db, actor, now } = context
  return sheetsOf(await statisticsOf(db, actor, period, now), context)
}

export const periodWords = ({ from, until }: Pick<Period, 'from' | 'until'>) =>
  from === until ? formatDate('ja', from) : `${formatDate('ja', from)}〜${formatDate('ja', until)}`
