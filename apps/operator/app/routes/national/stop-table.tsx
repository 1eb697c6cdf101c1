import { EmptyState, Heading, LinkButton, Row, StatusBadge, Table, TextLink } from '@madoguchi/ui'
import { useWords } from '../../words.tsx'
import type { YearData } from './year.tsx'

const TONES = { 'in-force': 'warning', over: 'neutral', withdrawn: 'neutral' } as const

/** 全国停止日, those to come and those of the last year, with whom each meets. */
export function StopTable({ stops }: { stops: YearData['stops'] }) {
  const { t } = useWords()
  return (
    <>
      <Heading level={2}>{t('national:stops.title')}</Heading>
      {stops.length === 0 ? (
        <EmptyState title={t('national:stops.none')}>
          <p>{t('national:stops.none-next')}</p>
        </EmptyState>
      ) : (
        <Table
          className="stops"
          caption={t('national:stops.caption')}
          captionHidden
          columns={['when', 'reason', 'met', 'state', 'by'].map((column) => t(`national:stops.${column}`))}
        >
          {stops.map((it) => (
            <Row key={it.id}>
              <th scope="row">{it.when}</th>
              <td>{it.reason}</td>
              <td>{it.state === 'in-force' && it.met}</td>
              <td>
                <StatusBadge tone={TONES[it.state]}>{t(`national:stops.states.${it.state}`)}</StatusBadge>
                {it.state === 'in-force' && (
                  <>
                    <br />
                    <TextLink
                      href={`/national/stops/${it.id}/withdraw`}
                      aria-label={t('national:stops.withdraw-which', { when: it.when })}
                    >
                      {t('national:stops.withdraw')}
                    </TextLink>
                  </>
                )}
              </td>
              <td>
                {it.by}
                {it.withdrawn && (
                  <>
                    <br />
                    {it.withdrawn}
                  </>
                )}
              </td>
            </Row>
          ))}
        </Table>
      )}
      <p>
        <LinkButton href="/national/stops/new" kind="secondary">
          {t('national:stops.add')}
        </LinkButton>
      </p>
    </>
  )
}
