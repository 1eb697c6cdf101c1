import type { DayMarks } from '@madoguchi/ui'
import type { Words } from '../page/page.tsx'

const SIGNS = {
  free: '○',
  few: '△',
  full: '×',
  later: '▷',
  closed: '－',
  none: '',
  'no-booking': '◇',
} as const

/** ○ 空きあり / △ 残りわずか / × 満員 / ▷ 受付開始前 / － 休み / no mark for the rest; ◇ 予約不要 where there are such days. */
export const marksIn = (words: Words, withoutBooking = false): DayMarks => ({
  free: { sign: SIGNS.free, text: words('common:calendar.free') },
  few: { sign: SIGNS.few, text: words('common:calendar.few') },
  full: { sign: SIGNS.full, text: words('common:calendar.full') },
  later: { sign: SIGNS.later, text: words('common:calendar.later') },
  closed: { sign: SIGNS.closed, text: words('common:calendar.closed') },
  none: {
    sign: SIGNS.none,
    name: words('common:calendar.none-name'),
    text: words('common:calendar.none'),
  },
  ...(withoutBooking && {
    'no-booking': { sign: SIGNS['no-booking'], text: words('common:calendar.no-booking') },
  }),
})
