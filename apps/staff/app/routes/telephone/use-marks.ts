import { DAY_SIGNS, type DayMarks, type DayState } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'

/** The signs of the calendar, in the words of the desk: free means free for the telephone. */
export function useMarks(withoutBooking = false): DayMarks {
  const { t } = useTranslation('telephone')
  const mark = (state: DayState) => ({ sign: DAY_SIGNS[state], text: t(`day.${state}`) })
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
