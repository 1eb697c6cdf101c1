import { Heading, Row, Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { ActView } from './act-view.server.ts'

const COLUMNS = ['place', 'box', 'name', 'state', 'number', 'was']

/** The cards that were looked out for the day, in the order in which they are put back. */
export function ActCards({ cards }: { cards: ActView['cards'] }) {
  const { t } = useTranslation('calendar')
  if (cards.length === 0) return null
  return (
    <>
      <Heading level={2}>{t('bad-day.cards.title', { count: cards.length })}</Heading>
      <p>{t('bad-day.cards.what')}</p>
      <p>{t('bad-day.cards.later')}</p>
      <Table
        caption={t('bad-day.cards.caption')}
        captionHidden
        className="decisions"
        columns={COLUMNS.map((it) => t(`bad-day.cards.${it}`))}
      >
        {cards.map((it) => (
          <Row key={it.key}>
            <th scope="row">
              {it.venue}
              <span className="open-why">{it.place ?? t('bad-day.cards.no-place')}</span>
            </th>
            <td>{it.box ?? t('bad-day.cards.none')}</td>
            <td>
              <TextLink href={`/cards/${it.id}`}>{it.name ?? t('bad-day.cards.none')}</TextLink>
            </td>
            <td>{it.state}</td>
            <td>{it.number}</td>
            <td>{it.was}</td>
          </Row>
        ))}
      </Table>
    </>
  )
}
