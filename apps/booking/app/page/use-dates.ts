import { formatDate, formatDateTime, formatMonth } from '@madoguchi/i18n/format'
import { usePage } from './page.tsx'

type Length = 'long' | 'short'

/** Dates as every resident's page writes them: 2026年12月8日（火）. Tokyo time; `short` leaves the year out. */
export function useDates() {
  const { language } = usePage()
  const years = 'western'
  return {
    date: (when: Date | string, length: Length = 'long') => formatDate(language, when, { length, years }),
    dateTime: (when: Date, length: Length = 'long') => formatDateTime(language, when, { length, years }),
    month: (when: Date | string) => formatMonth(language, when, years),
  }
}
