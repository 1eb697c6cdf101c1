import { DAY_SIGNS, type DayMarks } from '@madoguchi/ui'
import type { Words } from '../page/page.tsx'

/** ○ 空きあり / △ 残りわずか / × 満員 / ▷ 受付開始前 / － 休み / no mark for the rest; ◇ 予約不要 where there are such days. */
export const marksIn = (words: Words, withoutBooking = false): DayMarks => ({
  free: { sign: DAY_SIGNS.free, text: words('common:calendar.free') },
  few: { sign: DAY_SIGNS.few, text: words('common:calendar.few') },
  full: { sign: DAY_SIGNS.full, text: words('common:calendar.full') },
  later: { sign: DAY_SIGNS.later, text: words('common:calendar.later') },
  closed: { sign: DAY_SIGNS.closed, text: words('common:calendar.closed') },
  none: {
    sign: DAY_SIGNS.none,
    name: words('common:calendar.none-name'),
    text: words('common:calendar.none'),
  },
  ...(withoutBooking && {
    'no-booking': { sign: DAY_SIGNS['no-booking'], text: words('common:calendar.no-booking') },
  }),
})
