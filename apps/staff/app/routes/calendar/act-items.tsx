import { Heading, Notice, Row, StatusBadge, Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { ActView } from './act-view.server.ts'

const TONES = { pending: 'info', done: 'success', failed: 'warning', stopped: 'neutral' } as const
const COLUMNS = ['number', 'decision', 'result', 'now', 'decided-by']

/** What became of each reservation, and who has to be told by telephone. */
export function ActItems({ act: { items, tell } }: { act: ActView }) {
  const { t } = useTranslation('calendar')
  if (items.length === 0) return null
  const words = (column: string) =>
    column === 'number' || column === 'decision' ? t(`decide.${column}`) : t(`act.${column}`)
  return (
    <>
      {tell.length > 0 && (
        <Notice
          kind="warning"
          label={t('common:notice.warning')}
          title={t('act.tell', { count: tell.length })}
        >
          <p>{t('act.tell-what')}</p>
          <ul className="plain-list link-list">
            {tell.map((it) => (
              <li key={it.id}>
                <TextLink href={`/reservations/${it.reservationId}`}>{it.number}</TextLink>　{it.whom}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Heading level={2}>{t('act.items')}</Heading>
      <Table
        caption={t('act.items')}
        captionHidden
        className="decisions"
        columns={COLUMNS.map((column) => words(column))}
      >
        {items.map((it) => (
          <Row key={it.id}>
            <th scope="row">
              <TextLink href={`/reservations/${it.reservationId}`}>{it.number}</TextLink>
            </th>
            <td>{t(`act.decision.${it.decision}`)}</td>
            <td>
              <StatusBadge tone={TONES[it.state]}>{t(`act.item.${it.state}`)}</StatusBadge>
              {it.problem && <span className="open-why">{t(`act.problem.${it.problem}`)}</span>}
            </td>
            <td>{it.gone ? t('act.cancelled') : it.now}</td>
            <td>{it.by}</td>
          </Row>
        ))}
      </Table>
    </>
  )
}
