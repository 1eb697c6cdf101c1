import { useTranslation } from 'react-i18next'
import { CardState } from './state-badge.tsx'
import type { EventView } from './visit-view.server.ts'

/** The custody of a card, newest first: what, when, by whom, from which machine. */
export function Timeline({ events }: { events: EventView[] }) {
  const { t } = useTranslation('staff')
  if (events.length === 0) return <p>{t('visit.history-empty')}</p>
  return (
    <ol className="timeline" reversed>
      {events.map((event) => (
        <li key={event.seq}>
          <span className="timeline-when">
            {event.day} {event.time}
          </span>
          <span>
            <b>{t(`event.${event.act}`)}</b> {event.reason && `（${t(`reason.${event.reason}`)}）`}{' '}
            {event.moved && <CardState state={event.toState} />}
          </span>
          <span className="timeline-by">{t('visit.by', { name: event.by, terminal: event.terminal })}</span>
        </li>
      ))}
    </ol>
  )
}
