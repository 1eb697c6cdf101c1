import type { Met, NationalStop } from '@madoguchi/core/national'
import { formatDate, formatTimeRange } from '@madoguchi/i18n'
import type { OperatorContext } from '../../operator-context.ts'

type T = OperatorContext['t']

/** When a stop is: its day or days, and its hours or 終日. */
export function whenOf(t: T, { from, until, hours }: NationalStop): string {
  const day = (it: string) => formatDate('ja', it)
  const oneDay = from === until
  const days = oneDay ? day(from) : t('national:stops.days', { from: day(from), until: day(until) })
  if (!hours) return `${days} ${t('national:stops.whole-day')}`
  const time = formatTimeRange('ja', hours.from, hours.until)
  return `${days} ${t(oneDay ? 'national:stops.hours-one' : 'national:stops.hours', { time })}`
}

/** Whom something meets: 「3件（上尾市 2件、水瀬町 1件）」. */
export function metIn(t: T, met: readonly Met[]): string {
  const count = countIn(met)
  if (count === 0) return t('national:stops.no-reservations')
  const each = met.map((it) => t('national:stops.of-tenant', { tenant: it.tenant, count: it.reservations }))
  return `${t('national:stops.reservations', { count })}（${each.join('、')}）`
}

export const countIn = (met: readonly Met[]) => met.reduce((sum, it) => sum + it.reservations, 0)
