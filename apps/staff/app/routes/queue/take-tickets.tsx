import { Button, Card } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import type { LaneQueue } from './queue-view.server.ts'

type Props = { lanes: LaneQueue[]; requestId: string; counter: string | null }

/** Numbers for whoever has come without a reservation. Who has one is given theirs when they are checked in. */
export function TakeTickets({ lanes, requestId, counter }: Props) {
  const { t } = useTranslation('calling')
  return (
    <Card title={t('take.title')}>
      {lanes.map((lane) => (
        <form key={lane.id} method="post" action="/queue" data-submit-once>
          <HiddenToken />
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="counter" value={counter ?? ''} />
          <input type="hidden" name="lane" value={lane.id} />
          <Button name="act" value="take" kind="secondary">
            {t('take.of', { lane: lane.name })}
          </Button>
        </form>
      ))}
    </Card>
  )
}
