import type { WeeklyHours } from '@madoguchi/core/tenancy'
import { weekdayNames } from '@madoguchi/i18n/format'

/** 「月〜金」「火・木」「第2・第4土」「最終日」: three days or more in a row are said by the first and the last of them. */
export function weekdaysInWords({ weekdays, nth }: Pick<WeeklyHours, 'weekdays' | 'nth'>): string {
  const inOrder = [...weekdays].sort((a, b) => a - b)
  const [first = 1, last = 1] = [inOrder[0], inOrder.at(-1)]
  const inARow = inOrder.length > 2 && last - first === inOrder.length - 1
  const days = inARow ? `${nameOf(first)}〜${nameOf(last)}` : inOrder.map(nameOf).join('・')
  const which = nth?.map((it) => (it === 'last' ? '最終' : `第${it}`)).join('・') ?? ''
  return which + days
}

const nameOf = (weekday: number) => weekdayNames('ja')[weekday % 7]?.short ?? ''
