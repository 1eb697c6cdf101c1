import { useTranslation } from 'react-i18next'
import type { EventView } from './event-view.server.ts'
import { CardState } from './state-badge.tsx'

/** What was done, newest first: what, when, by whom, from which machine. */
export function Timeline({ events }: { events: EventView[] }) {
  const { t } = useTranslation('staff')
  if (events.length === 0) return <p>{t('visit.history-empty')}</p>
  return (
    <ol className="timeline" reversed>
      {events.map((event) => (
        <li key={event.key}>
          <span className="timeline-when">
            {event.day} {event.time}
          </span>
          <span>
            <b>{t(`event.${event.act}`)}</b> {event.reason && `（${t(`reason.${event.reason}`)}）`}{' '}
            {event.toState && t(`card-state.${event.toState}`) !== t(`event.${event.act}`) && (
              <CardState state={event.toState} />
            )}
            {event.notes.map((note) => (
              <span key={note} className="timeline-note">
                {note}
              </span>
            ))}
          </span>
          <span className="timeline-by">{t('visit.by', { name: event.by, terminal: event.terminal })}</span>
        </li>
      ))}
    </ol>
  )
}
