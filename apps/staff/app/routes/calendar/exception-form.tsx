import {
  Button,
  ButtonRow,
  CheckboxGroup,
  ErrorSummary,
  Field,
  Heading,
  Select,
  TextInput,
  TextLink,
} from '@madoguchi/ui'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormView } from './change-form.server.ts'

const TIMES = ['fromTime', 'untilTime', 'breakFrom', 'breakUntil'] as const
type Name = 'from' | 'until' | (typeof TIMES)[number] | 'capacity' | 'ja' | 'easy' | 'en'

/** 臨時閉庁 or 臨時開庁: asked by GET, so that the page that comes can be gone back from and loaded again. */
export function ExceptionForm({ form }: { form: FormView }) {
  const { t } = useTranslation('calendar')
  const { kind } = form
  const errorOf = (field: string) => form.wrong.find((it) => it.field === field)?.text
  const field = (
    name: Name,
    { support, ...input }: ComponentProps<typeof TextInput> & { support?: string } = {},
  ) => (
    <Field
      key={name}
      id={name}
      label={t(`form.${kind === 'closure' ? (CLOSED[name] ?? name) : name}`)}
      {...(OPTIONAL.includes(name) || (kind === 'closure' && name in CLOSED)
        ? { optional: t('form.optional') }
        : { required: t('form.required') })}
      support={support}
      error={errorOf(name)}
    >
      <TextInput name={name} defaultValue={form[name]} {...input} />
    </Field>
  )
  return (
    <form method="get" action="/calendar/change" className="stack narrow" noValidate>
      <ErrorSummary
        title={t('form.problem')}
        errors={form.wrong.map(({ field, text }) => ({ text, href: `#${field}` }))}
      />
      <Heading level={1}>{t(`form.title.${kind}`)}</Heading>
      <p>{t(`form.lead.${kind}`)}</p>
      <input type="hidden" name="kind" value={kind} />
      {field('from', { type: 'date', width: 'medium' })}
      {field('until', { type: 'date', width: 'medium', support: t('form.until-support') })}
      <CheckboxGroup
        id="venues"
        name="venue"
        label={t('form.venues')}
        {...(kind === 'opening' ? { required: t('form.required') } : { optional: t('form.optional') })}
        support={t(`form.venues-support.${kind}`)}
        error={errorOf('venues')}
        choices={form.venueChoices}
        defaultValue={form.venues}
        layout="row"
      />
      <CheckboxGroup
        id="lanes"
        name="lane"
        label={t('form.lanes')}
        optional={t('form.optional')}
        support={t(`form.lanes-support.${kind}`)}
        error={errorOf('lanes')}
        choices={form.laneChoices}
        defaultValue={form.lanes}
        layout="row"
      />
      {kind === 'opening' && TIMES.map((it) => field(it, { type: 'time', width: 'medium' }))}
      {kind === 'closure' &&
        (['fromTime', 'untilTime'] as const).map((it) =>
          field(it, { type: 'time', width: 'medium', support: t('form.closed-support') }),
        )}
      {kind === 'opening' && (
        <Field
          id="mode"
          label={t('form.mode')}
          optional={t('form.optional')}
          support={t('form.mode-support')}
          error={errorOf('mode')}
        >
          <Select
            name="mode"
            defaultValue={form.mode}
            options={[
              { value: '', label: t('form.mode-usual') },
              ...form.modes.map((value) => ({ value, label: t(`mode.${value}`) })),
            ]}
          />
        </Field>
      )}
      {kind === 'opening' &&
        field('capacity', { inputMode: 'numeric', width: 'short', support: t('form.capacity-support') })}
      <p>{t('form.reason-support')}</p>
      {form.reasons.map((it) => field(it, { width: 'full', ...(it === 'en' ? { lang: 'en' } : {}) }))}
      <ButtonRow>
        <Button type="submit">{t('form.next')}</Button>
        <TextLink href="/calendar">{t('form.back')}</TextLink>
      </ButtonRow>
    </form>
  )
}

const CLOSED: Partial<Record<Name, string>> = { fromTime: 'closed-from', untilTime: 'closed-until' }
const OPTIONAL: readonly Name[] = ['until', 'breakFrom', 'breakUntil', 'capacity']
