import { fleetNow } from '@madoguchi/core/tenancy'
import { formatDate, formatTime } from '@madoguchi/i18n'
import { EmptyState, Heading, Row, StatusBadge, Table } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { ConsoleFrame, consoleOf } from '../console-frame.tsx'
import type { OperatorArgs } from '../operator-context.ts'
import { useWords } from '../words.tsx'

export async function loader({ context }: OperatorArgs) {
  const { db, operator, now, t } = context
  const rows = await fleetNow(db, operator?.id ?? '', now)
  return {
    title: t('fleet.title'),
    asOf: `${formatDate('ja', now)}${formatTime('ja', now)}`,
    frame: consoleOf(context),
    rows: rows.map(({ health, ...it }) => ({
      ...it,
      ...health,
      lastSlot: health.lastSlotAt
        ? formatDate('ja', health.lastSlotAt, { length: 'short' })
        : t('fleet.none'),
    })),
  }
}

export const meta = ({ data }: { data?: { title: string } }) => [{ title: data?.title }]

/** The fleet as one table that answers "is anyone in trouble?" in a second. */
export default function Fleet() {
  const { t } = useWords()
  const { title, asOf, frame, rows } = useLoaderData<typeof loader>()
  const words = (column: string) => t(`fleet.column.${column}`)
  const number = (column: string) => ({ text: words(column), align: 'end' as const })
  const inTrouble = rows.filter((it) => it.troubles.length > 0).length

  return (
    <ConsoleFrame console={frame} room="/">
      <div className="stack" id="fleet" data-refresh="15">
        <Heading level={1}>{title}</Heading>
        <p>
          <StatusBadge tone={inTrouble ? 'danger' : 'success'} look="fill">
            {inTrouble ? t('fleet.trouble', { count: inTrouble }) : t('fleet.all-well')}
          </StatusBadge>{' '}
          {t('fleet.as-of', { when: asOf })}
        </p>
        {rows.length === 0 ? (
          <EmptyState title={t('fleet.empty')}>{t('fleet.empty-next')}</EmptyState>
        ) : (
          <Table
            caption={t('fleet.caption')}
            captionHidden
            className="fleet"
            columns={[
              ...['municipality', 'health', 'state', 'hosts'].map(words),
              number('rules'),
              words('slots-until'),
              ...['places', 'reservations', 'cards', 'issued'].map(number),
            ]}
          >
            {rows.map((it) => (
              <Row key={it.id}>
                <th scope="row">
                  {it.name}
                  <br />
                  <small>{it.code}</small>
                </th>
                <td>
                  {it.troubles.length === 0 ? (
                    <StatusBadge tone="success">{t('fleet.well')}</StatusBadge>
                  ) : (
                    it.troubles.map((trouble) => (
                      <StatusBadge key={trouble} tone="danger">
                        {t(`fleet.troubles.${trouble}`)}
                      </StatusBadge>
                    ))
                  )}
                </td>
                <td>{t(`fleet.states.${it.state}`)}</td>
                <td>
                  {it.hosts.map((host) => (
                    <div key={host.host}>{host.host}</div>
                  ))}
                </td>
                <td>
                  {it.policyVersion === null ? t('fleet.none') : t('fleet.version', { n: it.policyVersion })}
                </td>
                <td>{it.lastSlot}</td>
                <td>{it.freePlacesAhead}</td>
                <td>{it.reservationsAhead}</td>
                <td>{it.cardsHere}</td>
                <td>{it.cardsIssued}</td>
              </Row>
            ))}
          </Table>
        )}
      </div>
    </ConsoleFrame>
  )
}
