import { Heading, Pagination, Row, StatusBadge, Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { ImportPage } from './import.tsx'

/** Every bad line with its number and its reasons, fifty to a page. */
export function BadRows({ page }: { page: ImportPage }) {
  const { t } = useTranslation('arrivals')
  const { import: it, bad, profile, earlier } = page
  if (it.bad + it.registered === 0) {
    return (
      <section className="stack">
        <Heading level={2}>{t('bad.title')}</Heading>
        <p>{t('bad.none')}</p>
      </section>
    )
  }
  if (it.state === 'staged' && earlier && earlier.bad > 0) {
    // The same bytes have the same bad rows: they are corrected once, where they wait.
    return (
      <section className="stack">
        <Heading level={2}>{t('bad.title')}</Heading>
        <p>
          <strong>{t('bad.earlier', { count: earlier.bad })}</strong> {t('bad.earlier-what')}
        </p>
        <p>
          <TextLink href={`/arrivals/${earlier.id}#bad-rows`}>{t('bad.earlier-open')}</TextLink>
        </p>
      </section>
    )
  }
  return (
    <section className="stack" id="bad-rows">
      <Heading level={2}>{t('bad.title')}</Heading>
      {it.bad > 0 && <p>{t('bad.what')}</p>}
      {it.registered > 0 && <p>{t('bad.registered-what', { count: it.registered })}</p>}
      {/* `download`: a file and not a page. */}
      {profile && (
        <p>
          <TextLink href={`/arrivals/${it.id}/bad-rows.csv`} download>
            {t('bad.download')}
          </TextLink>
        </p>
      )}
      <Table
        caption={t('bad.title')}
        captionHidden
        columns={[
          { text: t('bad.line'), align: 'end' },
          t('bad.problems'),
          t('field.name'),
          t('field.applicationId'),
          ...(profile ? [t('bad.act')] : []),
        ]}
      >
        {bad.map((row) => (
          <Row key={row.line}>
            <th scope="row" className="arrival-line">
              {row.line}
            </th>
            <td className="arrival-problems">
              {row.registered ? (
                <StatusBadge tone="success">{t('bad.registered')}</StatusBadge>
              ) : (
                row.problems.map((problem) => <div key={problem}>{problem}</div>)
              )}
            </td>
            <td className="arrival-name">{row.name}</td>
            <td className="arrival-id">{row.applicationId}</td>
            {profile && (
              <td>
                {row.registered ? (
                  t('bad.nothing')
                ) : (
                  <TextLink
                    href={`/arrivals/${it.id}/rows/${row.line}`}
                    aria-label={t('bad.correct-line', { line: row.line })}
                    className="arrival-act"
                  >
                    {t('bad.correct')}
                  </TextLink>
                )}
              </td>
            )}
          </Row>
        ))}
      </Table>
      <BadPages page={page} />
    </section>
  )
}

function BadPages({ page: { import: it, bad, after, nextBad } }: { page: ImportPage }) {
  const { t } = useTranslation('arrivals')
  if (after === 0 && nextBad === null) return null
  const range = { all: it.bad + it.registered, from: bad[0]?.line, to: bad.at(-1)?.line, count: bad.length }
  return (
    <>
      {bad.length > 0 && <p>{t('bad.range', range)}</p>}
      <Pagination
        label={t('bad.pages')}
        pages={[]}
        previous={after > 0 ? { href: `/arrivals/${it.id}`, text: t('bad.first-page') } : undefined}
        next={
          nextBad === null
            ? undefined
            : { href: `/arrivals/${it.id}?after=${nextBad}`, text: t('bad.next-page') }
        }
      />
    </>
  )
}
