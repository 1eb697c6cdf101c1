import { Row, Table, TextLink } from '@madoguchi/ui'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { BoardLine, PersonOnBoard } from './board-view.server.ts'
import { EachPerson } from './each-person.tsx'
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
            <EachPerson people={line.people}>{(it) => <Name name={it.name} kana={it.kana} />}</EachPerson>
          </th>
          <td>
            <EachPerson people={line.people}>
              {(it) => <ForWhat procedure={it.procedure} comer={it.comer} />}
            </EachPerson>
          </td>
          <td>
            <ReservationState state={line.state} />
          </td>
          <td>
            <EachPerson people={line.people}>
              {(it) => (it.cardState ? <CardState state={it.cardState} /> : t('today.no-card'))}
            </EachPerson>
          </td>
          <td>
            <EachPerson people={line.people}>{(it) => placeOf(it, t)}</EachPerson>
          </td>
          <td>{line.message ? t(`message-state.${line.message}`) : t('today.no-message')}</td>
        </Row>
      ))}
    </Table>
  )
}

/** What somebody comes for, and who comes in their place. */
export const ForWhat = ({ procedure, comer }: Pick<PersonOnBoard, 'procedure' | 'comer'>) => (
  <>
    {procedure}
    {comer && <span className="board-comer">{comer}</span>}
  </>
)

/** Kana above the name. */
export const Name = ({ name, kana }: Pick<PersonOnBoard, 'name' | 'kana'>) => (
  <>
    <span className="person-kana">{kana}</span>
    <span>{name}</span>
  </>
)

function placeOf(it: PersonOnBoard, t: TFunction<'staff'>) {
  if (!it.cardState || it.cardState === 'issued') return t('visit.none')
  if (it.elsewhere) return t('today.elsewhere', { venue: it.elsewhere })
  return it.place || t('today.no-place')
}
