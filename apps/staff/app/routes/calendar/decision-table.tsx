import { Row, Select, Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { HitView } from './hit-view.server.ts'

const COLUMNS = ['number', 'when', 'name', 'procedure', 'contact', 'decision']

/** The reservations that a change meets, and for each what is to become of it. `typed`: what was chosen before. */
export function DecisionTable({
  hits,
  typed,
}: {
  hits: HitView[]
  typed?: Record<string, string> | undefined
}) {
  const { t } = useTranslation('calendar')
  return (
    <Table
      caption={t('decide.caption')}
      captionHidden
      className="decisions"
      columns={COLUMNS.map((column) => t(`decide.${column}`))}
    >
      {hits.map((hit) => (
        <Row key={hit.field}>
          <th scope="row">
            <TextLink href={`/reservations/${hit.id}`}>{hit.number}</TextLink>
          </th>
          <td>
            {hit.when}
            <span className="open-why">{hit.venue}</span>
          </td>
          <td>
            {hit.name}
            {hit.others > 0 && <span className="open-why">{t('decide.people', { count: hit.others })}</span>}
          </td>
          <td>{hit.procedure}</td>
          <td>{t(`decide.contacts.${hit.contact}`)}</td>
          <td>
            <Select
              name={hit.field}
              key={typed?.[hit.field] ?? hit.chosen}
              aria-label={t('decide.decision-of', { number: hit.number })}
              empty={t('decide.choose')}
              options={hit.options}
              defaultValue={typed?.[hit.field] ?? hit.chosen}
            />
          </td>
        </Row>
      ))}
    </Table>
  )
}
