import {
  Button,
  ButtonRow,
  CheckboxGroup,
  ErrorSummary,
  Field,
  Heading,
  RadioGroup,
  TextInput,
  TextLink,
} from '@madoguchi/ui'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import type { BadDayFormView } from './bad-day-form.server.ts'

type Name =
  | 'day'
  | 'fromTime'
  | 'untilTime'
  | 'ja'
  | 'easy'
  | 'en'
  | 'makeUpFrom'
  | 'makeUpUntil'
  | 'answerBy'
const NEEDED: readonly Name[] = ['day']

/** 障害・荒天時の対応: asked by GET, so that the page that comes can be gone back from and loaded again. */
export function BadDayForm({ form }: { form: BadDayFormView }) {
  const { t } = useTranslation('calendar')
  const errorOf = (field: string) => form.wrong.find((it) => it.field === field)?.text
  const field = (
    name: Name,
    { support, ...input }: ComponentProps<typeof TextInput> & { support?: string } = {},
  ) => (
    <Field
      key={name}
      id={name}
      label={t(`bad-day.${name}`)}
      {...(NEEDED.includes(name) ? { required: t('form.required') } : { optional: t('form.optional') })}
      support={support}
      error={errorOf(name)}
    >
      <TextInput name={name} defaultValue={form[name]} {...input} />
    </Field>
  )
  const choices = (of: 'cause' | 'answer', values: readonly string[]) => (
    <RadioGroup
      id={of}
      name={of}
      label={t(`bad-day.${of}`)}
      required={t('form.required')}
      error={errorOf(of)}
      defaultValue={form[of]}
      choices={values.map((value) => ({ value, label: t(`bad-day.${of}s.${value}`) }))}
    />
  )
  return (
    <form method="get" action="/bad-day" className="stack narrow" noValidate>
      <ErrorSummary
        title={t('form.problem')}
        errors={form.wrong.map(({ field, text }) => ({ text, href: `#${field}` }))}
      />
      <Heading level={1}>{t('bad-day.title')}</Heading>
      <p>{t('bad-day.lead')}</p>
      {choices('cause', ['system', 'weather', 'other'])}
      {field('day', { type: 'date', width: 'medium' })}
      {(['fromTime', 'untilTime'] as const).map((it) =>
        field(it, { type: 'time', width: 'medium', support: t('form.closed-support') }),
      )}
      <CheckboxGroup
        id="venues"
        name="venue"
        label={t('form.venues')}
        optional={t('form.optional')}
        support={t('form.venues-support.closure')}
        error={errorOf('venues')}
        choices={form.venueChoices}
        defaultValue={form.venues}
        layout="row"
      />
      {choices('answer', ['offer', 'move', 'cancel'])}
      <Heading level={2}>{t('bad-day.make-up')}</Heading>
      <p>{t('bad-day.make-up-what')}</p>
      {(['makeUpFrom', 'makeUpUntil'] as const).map((it) => field(it, { type: 'date', width: 'medium' }))}
      <CheckboxGroup
        id="makeUpVenues"
        name="makeUpVenue"
        label={t('bad-day.makeUpVenues')}
        optional={t('form.optional')}
        support={t('bad-day.makeUpVenues-support')}
        error={errorOf('makeUpVenues')}
        choices={form.venueChoices}
        defaultValue={form.makeUpVenues}
        layout="row"
      />
      {field('answerBy', { type: 'date', width: 'medium', support: t('bad-day.answerBy-support') })}
      <Heading level={2}>{t('bad-day.reasons')}</Heading>
      <p>{t('bad-day.reasons-what')}</p>
      {form.reasons.map((it) => field(it, { width: 'full', ...(it === 'en' ? { lang: 'en' } : {}) }))}
      <ButtonRow>
        <Button type="submit">{t('bad-day.next')}</Button>
        <TextLink href="/">{t('bad-day.back')}</TextLink>
      </ButtonRow>
    </form>
  )
}
