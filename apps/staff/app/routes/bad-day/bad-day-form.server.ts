import { addDays, dateAt } from '@madoguchi/core/calendar'
import {
  BAD_DAY_CAUSES,
  type BadDayForm,
  readBadDay,
  type WrongBadDay,
} from '@madoguchi/core/calendar-changes'
import { mintId } from '@madoguchi/core/kernel'
import type { OfficeContext } from '../../staff-context.ts'
import { askableIn } from '../calendar/change-form.server.ts'

const TEXTS = [
  ...['day', 'fromTime', 'untilTime', 'cause', 'ja', 'easy', 'en', 'answer'],
  ...['makeUpFrom', 'makeUpUntil', 'answerBy'],
] as const
type Text = Exclude<keyof BadDayForm, 'venues' | 'makeUpVenues'>

/** Days after the answers are in on which people are received instead, to begin with. */
const MAKE_UP_DAYS = 14

/**
 * The form as an address says it. On a first visit it is filled with what is usual: today, everywhere, and other days soon. The
 * reasons of a known cause need not be typed; `asTyped` leaves them empty then, so that they follow when the cause is changed.
 */
export function readForm(
  asked: URLSearchParams,
  { now, policy, t }: OfficeContext,
  { asTyped = false } = {},
): BadDayForm {
  const today = dateAt(now)
  const begun = asked.has('day')
  const answerBy = addDays(today, policy.badDay.answerDays)
  const usual: Partial<Record<string, string>> = begun
    ? {}
    : {
        day: today,
        ...{ cause: 'system', answer: 'offer', answerBy },
        makeUpFrom: addDays(answerBy, 1),
        makeUpUntil: addDays(answerBy, MAKE_UP_DAYS),
      }
  const cause = BAD_DAY_CAUSES.find((it) => !asTyped && it === asked.get('cause'))
  const reason = (field: string) =>
    cause && cause !== 'other' ? t(`calendar:bad-day.reason.${cause}.${field}`) : ''
  const texts = Object.fromEntries(
    TEXTS.map((it) => {
      const typed = asked.get(it) ?? usual[it] ?? ''
      return [it, typed.trim() === '' && ['ja', 'easy', 'en'].includes(it) ? reason(it) : typed]
    }),
  ) as Record<Text, string>
  return { ...texts, venues: asked.getAll('venue'), makeUpVenues: asked.getAll('makeUpVenue') }
}

/** The bad day that the form asks for, under this id or a fresh one. */
export const readAsked = (form: BadDayForm, context: OfficeContext, id?: string) =>
  readBadDay(id ?? mintId<string>(), form, askableIn(context))

/** The form in the words of the page. */
export function formView(
  form: BadDayForm,
  { venues, t, residentLanguages }: OfficeContext,
  wrong: WrongBadDay = {},
) {
  return {
    ...form,
    wrong: Object.entries(wrong).map(([field, problem]) => ({
      field,
      text: t([`calendar:bad-day.wrong.${problem}`, `calendar:form.wrong.${problem}`]),
    })),
    reasons: [
      'ja' as const,
      ...(residentLanguages.includes('ja-easy') ? (['easy'] as const) : []),
      ...(residentLanguages.includes('en') ? (['en'] as const) : []),
    ],
    venueChoices: venues.map(({ code, name }) => ({ value: code, label: name.ja })),
  }
}
export type BadDayFormView = ReturnType<typeof formView>
