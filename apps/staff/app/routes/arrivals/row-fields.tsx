import { Field, TextInput } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { RowField, RowView } from './row-view.server.ts'

/** The row's texts, to be corrected as texts: what was typed stays as it was typed. */
export function RowFields({ fields, row }: { fields: RowField[]; row: RowView }) {
  const { t } = useTranslation('arrivals')
  const errorOf = (field: string) =>
    row.problems
      .filter((it) => it.field === field)
      .map(({ reason }) => reason)
      .join(' ') || undefined

  return (
    <>
      {fields.map(({ field, required, values }) => (
        <Field
          key={field}
          id={field}
          label={t(`field.${field}`)}
          required={required ? t('common:field.required') : undefined}
          support={values.length > 0 ? t('row.codes', { values: values.join('、') }) : undefined}
          error={errorOf(field)}
        >
          <TextInput
            name={field}
            defaultValue={row.texts[field] ?? ''}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      ))}
    </>
  )
}
