import { EmptyState, Row, StatusBadge, Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { ExceptionLine } from './exception-view.server.ts'

const TONES = { 'in-force': 'warning', over: 'neutral', withdrawn: 'neutral' } as const
const COLUMNS = ['days', 'kind', 'where', 'reason', 'state', 'settle', 'by']

/** What officers have closed or opened besides the rules, with how far the reservations are settled. */
export function ExceptionTable({ exceptions }: { exceptions: ExceptionLine[] }) {
  const { t } = useTranslation('calendar')
  if (exceptions.length === 0) {
    return (
      <EmptyState title={t('list.none')}>
        <p>{t('list.none-what')}</p>
      </EmptyState>
    )
  }
  return (
    <Table
      caption={t('list.title')}
      captionHidden
      className="exceptions"
      columns={COLUMNS.map((column) => t(`list.${column}`))}
    >
      {exceptions.map((it) => (
        <Line key={it.id} {...it} />
      ))}
    </Table>
  )
}

function Line({ id, days, kind, where, hours, reason, state, acts, by, withdrawn }: ExceptionLine) {
  const { t } = useTranslation('calendar')
  return (
    <Row>
      <th scope="row">{days}</th>
      <td>{t(`kind.${kind}`)}</td>
      <td>
        {where}
        {hours && <span className="open-why">{hours}</span>}
      </td>
      <td>{reason}</td>
      <td>
        <StatusBadge tone={TONES[state]}>{t(`state.${state}`)}</StatusBadge>
        {state === 'in-force' && (
          <span className="open-why">
            <TextLink
              href={`/calendar/${id}/withdraw`}
              aria-label={t('list.withdraw-of', { days, kind: t(`kind.${kind}`) })}
            >
              {t('list.withdraw')}
            </TextLink>
          </span>
        )}
      </td>
      <td>
        {acts.map((act) => (
          <span key={act.id} className="open-why">
            <TextLink href={`/calendar/acts/${act.id}`} aria-label={t('list.open-act-of', { days })}>
              {t('list.open-act')}
            </TextLink>
            {act.pending > 0 && ` ${t('list.pending', { count: act.pending })}`}
            {act.failed > 0 && ` ${t('list.failed', { count: act.failed })}`}
          </span>
        ))}
      </td>
      <td>
        {by}
        {withdrawn && <span className="open-why">{`${t('state.withdrawn')}：${withdrawn}`}</span>}
      </td>
    </Row>
  )
}
