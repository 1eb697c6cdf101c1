import { Heading, Table } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { ImportPage } from './import.tsx'

/** The next good rows as they will be stored; nothing once they are cards. */
export function FirstRows({ page: { first, fields } }: { page: ImportPage }) {
  const { t } = useTranslation('arrivals')
  if (first.length === 0) return null
  const caption = t('first.title', { count: first.length })
  const warned = first.some((row) => row.warnings.length > 0)

  return (
    <section className="stack">
      <Heading level={2}>{caption}</Heading>
      <Table caption={caption} captionHidden className="arrival-first">
        <thead>
          <tr>
            <th scope="col" data-align="end">
              {t('first.line')}
            </th>
            {warned && <th scope="col">{t('first.warnings')}</th>}
            {fields.map((field) => (
              <th key={field} scope="col">
                {t(`field.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first.map((row) => (
            <tr key={row.line}>
              <th scope="row" data-align="end" className="arrival-line">
                {row.line}
              </th>
              {warned && (
                <td>
                  {row.warnings.map((warning) => (
                    <div key={warning}>{warning}</div>
                  ))}
                </td>
              )}
              {row.cells.map((cell, at) => (
                <td key={fields[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
