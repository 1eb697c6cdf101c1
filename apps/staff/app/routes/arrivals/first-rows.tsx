import type { ArrivalField } from '@madoguchi/core/issuance/arrivals'
import { Heading, Row, Table } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { ImportPage } from './import.tsx'

/** What belongs together stands together: sixteen columns side by side would fit on no screen. */
const GROUPS: Record<string, readonly ArrivalField[]> = {
  person: ['name', 'kana', 'birthDate', 'postalCode', 'address'],
  numbers: ['applicationId', 'noticeNumber', 'serialNumber', 'boxNumber'],
  card: ['kind', 'venue', 'appliedOn', 'issuedOn', 'expiresOn', 'signatureCertificate', 'userCertificate'],
}

/** The next good rows as they will be stored; nothing once they are cards. */
export function FirstRows({ page: { first } }: { page: ImportPage }) {
  const { t } = useTranslation('arrivals')
  if (first.length === 0) return null
  const caption = t('first.title', { count: first.length })

  return (
    <section className="stack">
      <Heading level={2}>{caption}</Heading>
      <Table
        caption={caption}
        captionHidden
        className="arrival-first"
        columns={[
          { text: t('first.line'), align: 'end' },
          ...Object.keys(GROUPS).map((group) => t(`first.${group}`)),
        ]}
      >
        {first.map((row) => (
          <Row key={row.line}>
            <th scope="row" className="arrival-line">
              {row.line}
            </th>
            {Object.entries(GROUPS).map(([group, fields]) => (
              <td key={group}>
                <Values row={row} fields={fields} />
                {group === 'person' && row.warnings.map((it) => <strong key={it}>{it}</strong>)}
              </td>
            ))}
          </Row>
        ))}
      </Table>
    </section>
  )
}

function Values({ row, fields }: { row: ImportPage['first'][number]; fields: readonly ArrivalField[] }) {
  const { t } = useTranslation('arrivals')
  return (
    <dl className="arrival-values">
      {fields.map((field) => {
        const text = row.texts[field]
        return text ? (
          <div key={field}>
            <dt>{t(`field.${field}`)}</dt>
            <dd>{text}</dd>
          </div>
        ) : null
      })}
    </dl>
  )
}
