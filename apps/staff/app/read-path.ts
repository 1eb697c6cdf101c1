import { type PlainDate, plainDate } from '@madoguchi/core/calendar'
import { isUuid } from '@madoguchi/core/kernel'
import { data } from '@remix-run/node'

/** An id from an address. What is no id names nothing we have: 404. */
export function readId<Id extends string>(text: string | undefined): Id {
  if (!isUuid(text)) throw data(null, { status: 404 })
  return text as Id
}

/** One of the words an address may end in; any other names nothing: 404. */
export function readWord<Word extends string>(text: string | undefined, words: readonly Word[]): Word {
  const word = words.find((it) => it === text)
  if (!word) throw data(null, { status: 404 })
  return word
}

/** The date in an address, or the day it is when there is none to be read. */
export const readDay = (text: string | null, today: PlainDate): PlainDate => plainDate(text ?? '') ?? today
