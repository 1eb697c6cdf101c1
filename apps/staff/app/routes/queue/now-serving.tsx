import { BigNumber, ButtonRow, Card, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { LaneQueue, TicketLine } from './queue-view.server.ts'
import { TicketAct } from './ticket-act.tsx'
import { TransferForm } from './transfer-form.tsx'

const KEYS: Record<string, string> = { recall: 'r', skip: 's', start: 'b', finish: 'f' }

type Props = { counter: string | null; mine: TicketLine[]; lanes: LaneQueue[] }

/** The officer's own counter: whom they have called, and the next. */
export function NowServing({ counter, mine, lanes }: Props) {
  const { t } = useTranslation('calling')
  if (!counter)
    return (
      <Card title={t('now.title')} look="key">
        <p className="attention">{t('counter.none')}</p>
      </Card>
    )
  const waiting = lanes.reduce((sum, lane) => sum + lane.waiting.length, 0)
  return (
    <Card title={`${t('now.title')}（${t('counter.at', { counter })}）`} look="key">
      {mine.length === 0 && <p>{t('now.none')}</p>}
      {mine.map((it) => (
        <div key={it.id} className="stack">
          <BigNumber label={it.lane} value={it.label} />
          <p>{t(it.state === 'serving' ? 'now.serving-since' : 'now.since', { time: it.at })}</p>
          {it.reservationId && (
            <p>
              {t('now.visit-note')}{' '}
              <TextLink href={`/reservations/${it.reservationId}`}>{t('now.visit')}</TextLink>
            </p>
          )}
          <ButtonRow>
            {actsOf(it).map((act) => (
              <TicketAct
                key={act}
                act={act}
                counter={counter}
                ticketId={it.id}
                about={it.label}
                kind={act === (it.state === 'serving' ? 'finish' : 'start') ? 'primary' : 'secondary'}
                size="large"
                accessKey={KEYS[act]}
              />
            ))}
          </ButtonRow>
          {it.acts.includes('transfer') && <TransferForm ticket={it} lanes={lanes} counter={counter} />}
        </div>
      ))}
      <ButtonRow>
        <TicketAct
          act="next"
          counter={counter}
          lanes={lanes.map((it) => it.id)}
          kind={mine.length > 0 ? 'secondary' : 'primary'}
          size="large"
          accessKey="n"
        >
          {waiting > 0 ? `${t('next.any')}（${t('waiting.count', { count: waiting })}）` : t('next.any')}
        </TicketAct>
      </ButtonRow>
      <p>{t('keys')}</p>
    </Card>
  )
}

/** A visit is begun from here and ended where it is recorded. */
const actsOf = ({ state, acts, hasReservation }: TicketLine): string[] => [
  ...(hasReservation && state === 'called' ? ['start'] : []),
  ...acts.filter((act) => act !== 'transfer' && act !== 'leave'),
]
