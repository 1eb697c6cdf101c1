import { Row, Table, TextLink } from '@madoguchi/ui'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { BoardLine } from './board-view.server.ts'
import { CardState, ReservationState } from './state-badge.tsx'

/** The board: who comes, for what, and where their card is. A line leads to the visit by its number. */
export function BoardTable({ caption, lines }: { caption: string; lines: BoardLine[] }) {
  const { t } = useTranslation('staff')
  return (
    <Table
      caption={caption}
      captionHidden
      className="board"
      columns={[
        t('today.time'),
        t('today.number'),
        t('today.name'),
        t('today.procedure'),
        t('today.state'),
        t('today.card'),
        t('today.place'),
        t('today.message'),
      ]}
    >
      {lines.map((line) => (
        <Row key={line.id} data-state={line.state}>
          <td className="digits">{line.time}</td>
          <td className="digits">
            <TextLink href={`/reservations/${line.id}`}>{line.number}</TextLink>
          </td>
          <th scope="row">
            <Person {...line} />
          </th>
          <td>
            {line.procedure}
            {line.comer && <span className="board-comer">{line.comer}</span>}
          </td>
          <td>
            <ReservationState state={line.state} />
          </td>
          <td>{line.cardState ? <CardState state={line.cardState} /> : t('today.no-card')}</td>
          <td>{placeOf(line, t)}</td>
          <td>{line.message ? t(`message-state.${line.message}`) : t('today.no-message')}</td>
        </Row>
      ))}
    </Table>
  )
}

function Person({ name, kana, others }: Pick<BoardLine, 'name' | 'kana' | 'others'>) {
  const { t } = useTranslation('staff')
  return (
    <>
      <span className="person-kana">{kana}</span>
      <span>
        {name ?? kana} {others > 0 && t('today.people', { count: others })}
      </span>
    </>
  )
}

function placeOf(line: BoardLine, t: TFunction<'staff'>) {
  if (!line.cardState || line.cardState === 'issued') return t('visit.none')
  if (line.elsewhere) return t('today.elsewhere', { venue: line.elsewhere })
  return line.place || t('today.no-place')
}
