import { Heading, Row, Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { LaneQueue } from './queue-view.server.ts'
import { TicketAct } from './ticket-act.tsx'

/** Who waits in a group, in the order in which they are called, since when, and how long it takes now. */
export function LaneTable({ lane, counter }: { lane: LaneQueue; counter: string | null }) {
  const { t } = useTranslation('calling')
  const { range, waiting } = lane
  const columns = [t('waiting.label'), t('waiting.booked'), t('waiting.since'), t('waiting.acts')]
  return (
    <section>
      <Heading level={2}>{`${lane.name}　${t('waiting.count', { count: waiting.length })}`}</Heading>
      <div className="board-bar">
        <span>{range ? t('waiting.range', range) : t('waiting.range-unknown')}</span>
        {counter && waiting.length > 0 && (
          <TicketAct act="next" counter={counter} lanes={[lane.id]} kind="secondary" size="small">
            {t('next.of', { lane: lane.name })}
          </TicketAct>
        )}
      </div>
      {waiting.length === 0 ? (
        <p>{t('waiting.none')}</p>
      ) : (
        <Table caption={`${lane.name} ${t('waiting.title')}`} captionHidden columns={columns}>
          {waiting.map((it) => (
            <Row key={it.id}>
              <th scope="row" className="digits">
                {it.label}
                {it.forCounter && ` → ${t('waiting.for', { counter: it.forCounter })}`}
              </th>
              <td>
                {it.reservationId ? (
                  <TextLink href={`/reservations/${it.reservationId}`}>
                    {it.booked ?? t('waiting.booked')}
                  </TextLink>
                ) : (
                  t('waiting.without')
                )}
              </td>
              <td>{t('waiting.minutes', { count: it.minutes })}</td>
              <td>
                <div className="inline-form">
                  {counter && (
                    <TicketAct
                      act="call"
                      counter={counter}
                      ticketId={it.id}
                      about={it.label}
                      kind="secondary"
                      size="small"
                    />
                  )}
                  {it.acts.includes('leave') && (
                    <TicketAct
                      act="leave"
                      counter={counter}
                      ticketId={it.id}
                      about={it.label}
                      kind="text"
                      size="small"
                    />
                  )}
                </div>
              </td>
            </Row>
          ))}
        </Table>
      )}
    </section>
  )
}
