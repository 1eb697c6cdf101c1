import { DateFields, Field, TextInput } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { CallerField } from './read-caller.server.ts'

export type Tried = {
  typed?: Record<string, string>
  refused?: { reason?: string; wrong?: Partial<Record<CallerField, string>> } | null
}

/** Whoever has no letter: their reading, name and birth date. */
export function PersonFields({
  typed,
  refused,
}: {
  typed: Record<string, string>
  refused: Tried['refused']
}) {
  const { t } = useTranslation('telephone')
  const error = (field: CallerField) => refused?.wrong?.[field] && t(`wrong.${refused.wrong[field]}`)
  return (
    <>
      <Field id="kana" label={t('form.kana')} required={t('common:field.required')} error={error('kana')}>
        <TextInput name="kana" defaultValue={typed.kana} maxLength={200} autoComplete="off" />
      </Field>
      <Field id="name" label={t('form.name')} optional={t('common:field.optional')} error={error('name')}>
        <TextInput name="name" defaultValue={typed.name} maxLength={200} autoComplete="off" />
      </Field>
      <BirthFields typed={typed} error={error('birth')} />
    </>
  )
}

const ERAS = ['showa', 'heisei', 'reiwa', 'taisho', 'meiji', 'western'] as const

function BirthFields({ typed, error }: { typed: Record<string, string>; error: string | undefined }) {
  const { t } = useTranslation('telephone')
  const part = (name: string) => typed[`birth-${name}`]
  return (
    <DateFields
      id="birth"
      name="birth"
      label={t('staff:visit.birth-date')}
      required={t('common:field.required')}
      error={error}
      words={{
        era: t('common:date.era'),
        year: t('common:date.year'),
        month: t('common:date.month'),
        day: t('common:date.day'),
      }}
      eras={ERAS.map((value) => ({ value, label: t(`common:date.${value}`) }))}
      defaultValue={
        part('era')
          ? {
              era: part('era') ?? '',
              year: part('year') ?? '',
              month: part('month') ?? '',
              day: part('day') ?? '',
            }
          : {}
      }
    />
  )
}
