import { Button, Row, Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../hidden-token.tsx'
import type { StuckView } from './stuck-view.server.ts'

/** The messages that have not left: about which reservation, why, and a way to have them sent again. */
export function StuckTable({ messages }: { messages: StuckView[] }) {
  const { t } = useTranslation('messages')
  return (
    <Table
      caption={t('title')}
      captionHidden
      className="stuck-table"
      columns={[
        t('reservation'),
        t('starts-at'),
        t('kind'),
        t('channel-name'),
        t('state'),
        t('since'),
        t('last-try'),
        { text: t('tries'), align: 'end' },
        t('do'),
      ]}
    >
      {messages.map((it) => (
        <Line key={it.id} {...it} />
      ))}
    </Table>
  )
}

function Line({ id, kind, channel, state, problem, attempts, createdAt, triedAt, reservation }: StuckView) {
  const { t } = useTranslation('messages')
  const kindWords = t(`staff:message-kind.${kind}`)
  const number = reservation ? reservation.number : ''
  return (
    <Row>
      <th scope="row" className="digits">
        {reservation ? <TextLink href={`/reservations/${reservation.id}`}>{number}</TextLink> : t('none')}
      </th>
      <td>{reservation ? reservation.startsAt : t('none')}</td>
      <td>{kindWords}</td>
      <td>{t(`channel.${channel}`)}</td>
      <td className="stuck-state">
        {t(`staff:message-state.${state}`)}
        {problem && state === 'failed' && (
          <>
            <br />
            {t(`problem.${problem}`)}
          </>
        )}
      </td>
      <td>{createdAt}</td>
      <td>{triedAt ?? t('never')}</td>
      <td>{t('tries-count', { count: attempts })}</td>
      <td>
        {state === 'failed' && (
          <RetryForm ids={[id]} words={t('retry')} label={t('retry-of', { number, kind: kindWords })} />
        )}
      </td>
    </Row>
  )
}

/** Has some messages sent again. By POST: nothing is sent by opening an address. */
export function RetryForm({ ids, words, label }: { ids: string[]; words: string; label?: string }) {
  return (
    <form method="post" action="/messages" data-submit-once>
      <HiddenToken />
      {ids.map((id) => (
        <input key={id} type="hidden" name="message" value={id} />
      ))}
      <Button kind="secondary" size="small" aria-label={label}>
        {words}
      </Button>
    </form>
  )
}
