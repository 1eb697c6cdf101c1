import { expect, it } from 'vitest'
import { weekdaysInWords } from './weekdays-in-words.ts'

it.each([
  [[1, 2, 3, 4, 5], undefined, '月〜金'],
  [[5, 3, 1], undefined, '月・水・金'],
  [[2, 4], undefined, '火・木'],
  [[6, 7], undefined, '土・日'],
  [[6], [2, 4], '第2・第4土'],
  [[7], ['last'], '最終日'],
] as const)('%j of %j are %s', (weekdays, nth, words) => {
  expect(weekdaysInWords({ weekdays, nth })).toBe(words)
})
