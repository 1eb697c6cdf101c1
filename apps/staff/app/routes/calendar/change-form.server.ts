import { dateAt } from '@madoguchi/core/calendar'
import { type ExceptionField, type ExceptionForm, readException } from '@madoguchi/core/calendar-changes'
import { mintId } from '@madoguchi/core/kernel'
import { MODES } from '@madoguchi/core/tenancy'
import type { OfficeContext } from '../../staff-context.ts'

const TEXTS = [
  'from',
  'until',
  'fromTime',
  'untilTime',
  'breakFrom',
  'breakUntil',
  'mode',
  'capacity',
  'ja',
  'easy',
  'en',
] as const

/** The form as an address says it; fields that are not there are empty, reasons as they are suggested. */
export function readForm(asked: URLSearchParams, t: OfficeContext['t']): ExceptionForm {
  const kind = asked.get('kind') === 'opening' ? 'opening' : 'closure'
  const suggested = (field: string) =>
    ['ja', 'easy', 'en'].includes(field) && !asked.has('from') ? t(`calendar:default.${kind}.${field}`) : ''
  const texts = Object.fromEntries(TEXTS.map((it) => [it, asked.get(it) ?? suggested(it)])) as Record<
    (typeof TEXTS)[number],
    string
  >
  return { kind, venues: asked.getAll('venue'), lanes: asked.getAll('lane'), ...texts }
}

/** The exception that the form asks for, under this id or a fresh one. */
export const readAsked = (form: ExceptionForm, context: OfficeContext, id?: string) =>
  readException(id ?? mintId<string>(), form, askableIn(context))

/** What a closure or an opening of this municipality can be of, and since when. */
export const askableIn = ({ settings, policy, residentLanguages, venues, now }: OfficeContext) => ({
  today: dateAt(now),
  venues: venues.map((it) => it.code),
  lanes: settings.lanes.filter((it) => it.active).map((it) => it.code),
  weekly: policy.calendar.weekly,
  lastEnd: settings.national.lastEnd,
  languages: residentLanguages,
})

/** The form in the words of the page. The office's own pages know Japanese only: the residents' languages are asked for. */
export function formView(
  form: ExceptionForm,
  context: OfficeContext,
  wrong: Partial<Record<ExceptionField, string>> = {},
) {
  const { settings, venues, t, residentLanguages } = context
  return {
    ...form,
    wrong: Object.entries(wrong).map(([field, problem]) => ({
      field,
      text: t(`calendar:form.wrong.${problem}`),
    })),
    reasons: [
      'ja' as const,
      ...(residentLanguages.includes('ja-easy') ? (['easy'] as const) : []),
      ...(residentLanguages.includes('en') ? (['en'] as const) : []),
    ],
    modes: MODES,
    venueChoices: venues.map(({ code, name }) => ({ value: code, label: name.ja })),
    laneChoices: settings.lanes
      .filter((it) => it.active)
      .map(({ code, name }) => ({ value: code, label: name.ja })),
  }
}
export type FormView = ReturnType<typeof formView>
