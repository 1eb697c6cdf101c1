import { Heading, Row, StatusBadge, Table } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { TicketLine } from './queue-view.server.ts'
import { TicketAct } from './ticket-act.tsx'

/** What may be done from a list, and by whom it was called does not matter: take it back, or call it. */
const FROM_A_LIST: readonly string[] = ['call', 'put_back', 'undo_finish']

type Props = { caption: string; lines: TicketLine[]; counter: string | null }

/** Numbers that are somewhere else: at another counter, away, or done. Nothing when there are none. */
export function CalledTable({ caption, lines, counter }: Props) {
  const { t } = useTranslation('calling')
  if (lines.length === 0) return null
  const columns = ['label', 'counter', 'state', 'at'].map((it) => t(`column.${it}`))
  return (
    <section>
      <Heading level={2}>{caption}</Heading>
      <Table caption={caption} captionHidden columns={[...columns, t('waiting.acts')]}>
        {lines.map((it) => (
          <Row key={it.id}>
            <th scope="row" className="digits">
              {it.label}
            </th>
            <td>{it.counter ?? '－'}</td>
            <td>
              <StatusBadge tone={it.state === 'called' ? 'info' : undefined}>
                {t(`state.${it.state}`)}
              </StatusBadge>
            </td>
            <td className="digits">{it.at}</td>
            <td>
              <div className="inline-form">
                {it.acts
                  .filter((act) => FROM_A_LIST.includes(act) && (counter || act !== 'call'))
                  .map((act) => (
                    <TicketAct
                      key={act}
                      act={act}
                      counter={act === 'call' ? counter : (it.counter ?? counter)}
                      ticketId={it.id}
                      about={it.label}
                      kind="secondary"
                      size="small"
                    />
                  ))}
              </div>
            </td>
          </Row>
        ))}
      </Table>
    </section>
  )
}
