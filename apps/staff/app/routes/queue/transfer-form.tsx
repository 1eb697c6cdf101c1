import { Button, Select, TextInput } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import type { LaneQueue, TicketLine } from './queue-view.server.ts'

type Props = { ticket: TicketLine; lanes: LaneQueue[]; counter: string }

/** Hands a number on: to another group, to a counter, or both. */
export function TransferForm({ ticket, lanes, counter }: Props) {
  const { t } = useTranslation('calling')
  const others = lanes.filter((it) => it.id !== ticket.laneId)
  return (
    <details>
      <summary>{t('act.transfer')}</summary>
      <form method="post" action="/queue" className="inline-form" data-submit-once>
        <HiddenToken />
        <input type="hidden" name="counter" value={counter} />
        <input type="hidden" name="ticketId" value={ticket.id} />
        <label htmlFor={`lane-${ticket.id}`}>{t('transfer.lane')}</label>
        <Select
          id={`lane-${ticket.id}`}
          name="lane"
          width="medium"
          options={[
            { value: '', label: t('transfer.same-lane') },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <label htmlFor={`for-${ticket.id}`}>{t('transfer.counter')}</label>
        <TextInput id={`for-${ticket.id}`} name="forCounter" maxLength={8} autoComplete="off" width="short" />
        <Button name="act" value="transfer" kind="secondary">
          {t('transfer.go')}
        </Button>
      </form>
    </details>
  )
}
