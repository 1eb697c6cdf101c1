import { EmptyState, Heading, Row, StatusBadge, Table, TextLink } from '@madoguchi/ui'
import { useWords } from '../../words.tsx'
import type { YearData } from './year.tsx'

/** A year's holidays as they stand, each with where it comes from; 暫定 in words, not in colour alone. */
export function YearTable({ year: it }: { year: YearData['year'] }) {
  const { t } = useWords()
  const { year, previous, next, source, provisional, approved, holidays } = it
  return (
    <>
      <Heading level={2} id="year">
        {t('national:year', { year })}
        {provisional && (
          <>
            {' '}
            <StatusBadge tone="warning">{t('national:provisional')}</StatusBadge>
          </>
        )}
      </Heading>
      <nav aria-label={t('national:years')} className="moves">
        {previous && (
          <TextLink href={`/national?year=${previous}#year`}>
            {t('national:previous', { year: previous })}
          </TextLink>
        )}
        {next && (
          <TextLink href={`/national?year=${next}#year`}>{t('national:next', { year: next })}</TextLink>
        )}
      </nav>
      <p>
        {provisional
          ? t('national:provisional-lead', { year })
          : source === 'imported' && approved
            ? t('national:imported-lead', approved)
            : t('national:published-lead')}
      </p>
      {holidays.length === 0 ? (
        <EmptyState title={t('national:no-holidays', { year })} />
      ) : (
        <Table
          caption={t('national:year', { year })}
          captionHidden
          columns={[t('national:day'), t('national:name'), t('national:source')]}
        >
          {holidays.map(({ day, date, name }) => (
            <Row key={day}>
              <th scope="row">{date}</th>
              <td>{name}</td>
              <td>
                {t(`national:sources.${source}`)}
                {provisional && ` ${t('national:provisional')}`}
              </td>
            </Row>
          ))}
        </Table>
      )}
    </>
  )
}
