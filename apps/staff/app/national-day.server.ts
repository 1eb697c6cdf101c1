import { stopsOn } from '@madoguchi/core/availability'
import type { PlainDate } from '@madoguchi/core/calendar'
import { isProvisional, yearOf } from '@madoguchi/core/national'
import { formatTimeRange } from '@madoguchi/i18n/format'
import type { OfficeContext } from './staff-context.ts'

/** What the national calendar says of a day, in sentences: its stops, and that its year's holidays are only reckoned. */
export function nationalOn({ settings, t }: OfficeContext, day: PlainDate): string[] {
  const { national } = settings
  return [
    ...stopsOn(national, day).map(({ hours, reason }) =>
      t('today.national-stop', {
        time: hours ? formatTimeRange('ja', hours.from, hours.until) : t('today.whole-day'),
        reason: reason.ja,
      }),
    ),
    ...(isProvisional(national, day) ? [t('today.provisional', { year: yearOf(day) })] : []),
  ]
}
