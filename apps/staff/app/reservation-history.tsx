import { Card } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { ReservationHistoryView } from './reservation-history-view.server.ts'

/** What the resident did about the reservation, the oldest first: every act, whatever came after it. */
export function ReservationHistory({ entries }: { entries: ReservationHistoryView }) {
  const { t } = useTranslation('history')
  return (
    <Card title={t('title')}>
      <ol className="plain-list">
        {entries.map(({ key, act, at, when, venue }) => (
          <li key={key}>
            {at}　{t(`act.${act}`)}
            {act !== 'cancelled' && `（${t('for', { when, venue })}）`}
          </li>
        ))}
      </ol>
    </Card>
  )
}
