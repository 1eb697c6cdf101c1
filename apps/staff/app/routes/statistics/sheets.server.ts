import { dateAt } from '@madoguchi/core/calendar'
import {
  DIMENSIONS,
  noShowRate,
  renewableFrom,
  type Sheet,
  type Statistics,
} from '@madoguchi/core/statistics'
import { procedureOf, textIn } from '@madoguchi/core/tenancy'
import { formatDate, formatMonth } from '@madoguchi/i18n/format'
import type { OfficeContext } from '../../staff-context.ts'
import { nameIn } from '../calendar/exception-view.server.ts'

/** A table with what of it is drawn: the number of the column, and its unit. */
export type StatisticsTable = Sheet & { id: string; draw: number | null; note: string | null }

const FIGURES = ['booked', 'came', 'noShow', 'rate', 'cancelled', 'served', 'waited', 'serving'] as const

/** Every table of the page, in order. */
export function sheetsOf(it: Statistics, context: OfficeContext): StatisticsTable[] {
  const { settings, policy, t } = context
  const venue = (code: string) => nameIn(settings.venues, code)
  const words = (key: string) => t(`statistics:${key}`)
  const nameOf: Record<string, (of: string) => string> = {
    all: () => words('all'),
    venue,
    procedure: (of) => {
      const procedure = procedureOf(policy, of)
      return procedure ? textIn(procedure.name, 'ja') : of
    },
    channel: (of) => words(`channel.${of}`),
    hour: (of) => t('statistics:hour', { hour: of }),
    weekday: (of) => words(`weekday.${of}`),
  }
  const figures = DIMENSIONS.map(
    (by): StatisticsTable => ({
      ...{
        id: by,
        name: words(`by.${by}`),
        draw: by === 'all' ? null : 1,
        note: by === 'procedure' ? words('by-person') : null,
      },
      columns: [words(`of.${by}`), ...FIGURES.map((figure) => words(`figure.${figure}`))],
      rows: it.figures
        .filter((row) => row.by === by)
        .map((row) => [
          nameOf[by]?.(row.of) ?? row.of,
          ...[
            row.booked,
            row.came,
            row.noShow,
            noShowRate(row),
            row.cancelled,
            row.served,
            row.waited,
            row.serving,
          ],
        ]),
    }),
  )
  return [
    ...figures,
    {
      ...{ id: 'backlog', name: words('backlog.title'), draw: 2, note: words('backlog.what') },
      columns: ['venue', 'state', 'count', 'since'].map((column) => words(`backlog.${column}`)),
      rows: it.backlog.map((row) => [
        ...[venue(row.venue), t(`card-state.${row.state}`), row.count],
        row.since ? formatDate('ja', dateAt(row.since)) : null,
      ]),
    },
    {
      ...{ id: 'free', name: words('free.title'), draw: 3, note: words('free.what') },
      columns: ['venue', 'lane', 'places', 'free', 'share'].map((column) => words(`free.${column}`)),
      rows: it.free.map((row) => [
        ...[venue(row.venue), nameIn(settings.lanes, row.lane), row.places, row.free],
        row.places > 0 ? Math.round((row.free / row.places) * 1000) / 10 : null,
      ]),
    },
    {
      ...{ id: 'expiring', name: words('expiring.title'), draw: 2, note: words('expiring.what') },
      columns: ['month', 'from', 'count'].map((column) => words(`expiring.${column}`)),
      rows: it.expiring.map((row) => [
        ...[
          formatMonth('ja', `${row.month}-01`),
          formatMonth('ja', `${renewableFrom(row.month)}-01`),
          row.count,
        ],
      ]),
    },
  ]
}
