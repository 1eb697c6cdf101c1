import type { DayMarks } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'

const SIGNS = {
  free: '○',
  few: '△',
  full: '×',
  later: '▷',
  closed: '－',
  none: '',
  'no-booking': '◇',
} as const

/** The signs of the calendar, in the words of the desk: free means free for the telephone. */
export function useMarks(withoutBooking = false): DayMarks {
  const { t } = useTranslation('telephone')
  const mark = (state: keyof typeof SIGNS) => ({ sign: SIGNS[state], text: t(`day.${state}`) })
  return {
    free: mark('free'),
    few: mark('few'),
    full: mark('full'),
    later: mark('later'),
    closed: mark('closed'),
    ...(withoutBooking && { 'no-booking': mark('no-booking') }),
    none: { ...mark('none'), name: t('common:calendar.none-name') },
  }
}
