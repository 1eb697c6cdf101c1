import { Field, Select, TextInput } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { RowOption } from './row-options.server.ts'
import type { RowField, RowView } from './row-view.server.ts'

/** The row's texts, to be corrected as texts, or chosen by their official names: what was typed stays as it was typed. */
export function RowFields({ fields, row }: { fields: RowField[]; row: RowView }) {
  const { t } = useTranslation('arrivals')
  const errorOf = (field: string) =>
    row.problems
      .filter((it) => it.field === field)
      .map(({ reason }) => reason)
      .join(' ') || undefined

  return (
    <>
      {fields.map(({ field, required }) => (
        <Field
          key={field}
          id={field}
          label={t(`field.${field}`)}
          required={required ? t('common:field.required') : undefined}
          error={errorOf(field)}
        >
          <RowInput
            name={field}
            text={row.texts[field] ?? ''}
            required={required}
            options={row.options[field]}
          />
        </Field>
      ))}
    </>
  )
}

type FieldProps = { name: string; text: string; required: boolean; options: RowOption[] | undefined }

function RowInput({ name, text, required, options }: FieldProps) {
  const { t } = useTranslation('arrivals')
  if (!options) return <TextInput name={name} defaultValue={text} autoComplete="off" spellCheck={false} />
  const empty = t(required ? 'row.choose' : 'row.unsaid')
  return <Select name={name} defaultValue={text} options={options} empty={empty} autoComplete="off" />
}
