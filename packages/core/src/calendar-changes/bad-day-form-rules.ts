import { addDays, instantOf, type PlainDate } from '../calendar.ts'
import { dayIn } from '../national/stop-rules.ts'
import type { CalendarException } from '../tenancy/exception-rules.ts'
import { BAD_DAY_ANSWERS, BAD_DAY_CAUSES, type BadDayAnswer, type BadDayCause } from './bad-day-rules.ts'
import {
  type ExceptionField,
  type ExceptionForm,
  type ExceptionProblem,
  type Known,
  readException,
} from './exception-form-rules.ts'
import { FARTHEST, type MakeUp } from './proposal-rules.ts'

/** What an officer typed, as it was typed; codes for venues. */
export type BadDayForm = {
  venues: readonly string[]
  makeUpVenues: readonly string[]
} & Record<
  | 'day'
  | 'fromTime'
  | 'untilTime'
  | 'cause'
  | 'ja'
  | 'easy'
  | 'en'
  | 'answer'
  | 'makeUpFrom'
  | 'makeUpUntil'
  | 'answerBy',
  string
>
export type BadDayField = keyof BadDayForm
export const BAD_DAY_PROBLEMS = [
  'cause-missing',
  'answer-missing',
  'make-up-too-far',
  'make-up-over',
  'answer-after-make-up',
] as const
export type BadDayProblem = ExceptionProblem | (typeof BAD_DAY_PROBLEMS)[number]
export type WrongBadDay = Partial<Record<BadDayField, BadDayProblem>>

/** What the form asks for. `makeUp`: null where nobody is received instead; `answerBy`: until when an offer stands. */
export type BadDay = {
  exception: CalendarException
  cause: BadDayCause
  answer: BadDayAnswer
  makeUp: MakeUp | null
  answerBy: Date | null
}

/** Reads the form of a bad day; or says which fields are wrong. */
export function readBadDay(
  id: string,
  form: BadDayForm,
  known: Known,
): { ok: true; value: BadDay } | { ok: false; wrong: WrongBadDay } {
  const { day, venues, fromTime, untilTime, ja, easy, en } = form
  const closure: ExceptionForm = {
    ...{ kind: 'closure', from: day, until: '', venues, lanes: [], fromTime, untilTime, ja, easy, en },
    ...{ breakFrom: '', breakUntil: '', mode: '', capacity: '' },
  }
  const read = readException(id, closure, known)
  const wrong: WrongBadDay = {}
  if (!read.ok)
    for (const [field, problem] of Object.entries(read.wrong))
      wrong[FIELDS[field as ExceptionField] ?? (field as BadDayField)] = problem

  const cause = BAD_DAY_CAUSES.find((it) => it === form.cause)
  if (!cause) wrong.cause = 'cause-missing'
  const answer = BAD_DAY_ANSWERS.find((it) => it === form.answer)
  if (!answer) wrong.answer = 'answer-missing'
  const last = dayIn(day) ?? known.today
  const instead = answer && answer !== 'cancel' ? readMakeUp(form, answer, last, known, wrong) : null
  if (!read.ok || !cause || !answer || Object.keys(wrong).length > 0) return { ok: false, wrong }
  return {
    ok: true,
    value: {
      exception: read.value,
      ...{ cause, answer, makeUp: instead?.makeUp ?? null, answerBy: instead?.answerBy ?? null },
    },
  }
}

const FIELDS: Partial<Record<ExceptionField, BadDayField>> = { from: 'day', until: 'day' }

/** Whoever is to answer must have answered before the first of the days on which they are received instead. */
function readMakeUp(
  form: BadDayForm,
  answer: BadDayAnswer,
  day: PlainDate,
  { today, venues }: Known,
  wrong: WrongBadDay,
): { makeUp: MakeUp; answerBy: Date | null } | null {
  const from = readDay('makeUpFrom', form, wrong)
  const until = readDay('makeUpUntil', form, wrong)
  const answerDay = answer === 'offer' ? readDay('answerBy', form, wrong) : null
  if (form.makeUpVenues.some((it) => !venues.includes(it))) wrong.makeUpVenues = 'no-such-place'
  if (from && from <= today) wrong.makeUpFrom = 'make-up-over'
  else if (from && until && until < from) wrong.makeUpUntil = 'ends-before-it-begins'
  else if (until && until > addDays(day, FARTHEST)) wrong.makeUpUntil = 'make-up-too-far'
  if (answerDay && answerDay < today) wrong.answerBy = 'is-over'
  else if (answerDay && from && answerDay >= from) wrong.answerBy = 'answer-after-make-up'
  if (!from || !until || (answer === 'offer' && !answerDay)) return null
  const at = form.makeUpVenues
  return {
    makeUp: { from, until, ...(at.length > 0 ? { venues: at } : {}) },
    answerBy: answerDay && instantOf(addDays(answerDay, 1), '00:00'),
  }
}

function readDay(field: 'makeUpFrom' | 'makeUpUntil' | 'answerBy', form: BadDayForm, wrong: WrongBadDay) {
  const day = dayIn(form[field])
  if (!day) wrong[field] = form[field].trim() === '' ? 'day-missing' : 'no-such-day'
  return day
}
