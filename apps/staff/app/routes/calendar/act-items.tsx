import { Heading, Row, StatusBadge, Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { ActTell } from './act-tell.tsx'
import type { ActView } from './act-view.server.ts'

const TONES = { pending: 'info', done: 'success', failed: 'warning', stopped: 'neutral' } as const
const COLUMNS = ['number', 'name', 'decision', 'result', 'now', 'told', 'decided-by']

/** What became of each reservation, and who has to be told by hand. */
export function ActItems({ act }: { act: ActView }) {
  const { items } = act
  const { t } = useTranslation('calendar')
  if (items.length === 0) return null
  const words = (column: string) =>
    ['number', 'name', 'decision'].includes(column) ? t(`decide.${column}`) : t(`act.${column}`)
  return (
    <>
      <ActTell act={act} />
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
            <td>{it.name}</td>
            <td>{t(`act.decision.${it.decision}`)}</td>
            <td>
              <StatusBadge tone={TONES[it.state]}>{t(`act.item.${it.state}`)}</StatusBadge>
              {it.offer && <span className="open-why">{t(`bad-day.offer-state.${it.offer}`)}</span>}
              {it.problem && <span className="open-why">{t(`act.problem.${it.problem}`)}</span>}
            </td>
            <td>{it.gone ? t('act.cancelled') : it.now}</td>
            <td>
              {it.tell && (it.told ? t('act.told-by', it.told) : t('act.untold'))}
              {it.state === 'done' && it.decision !== 'keep' && it.mail && t('act.by-mail')}
            </td>
            <td>{it.by}</td>
          </Row>
        ))}
      </Table>
    </>
  )
}
