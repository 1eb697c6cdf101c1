import { EmptyState, LinkButton, Row, Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { WaitingView } from './list-view.server.ts'

/** How many letters of which file wait, and where to open them. */
export function WaitingTable({ waiting }: { waiting: WaitingView[] }) {
  const { t } = useTranslation('letters')
  if (waiting.length === 0) {
    const toArrivals = (
      <LinkButton kind="secondary" href="/arrivals">
        {t('waiting.to-arrivals')}
      </LinkButton>
    )
    return (
      <EmptyState title={t('waiting.empty')} actions={toArrivals}>
        <p>{t('waiting.empty-what')}</p>
      </EmptyState>
    )
  }
  const all = waiting.reduce((sum, it) => sum + it.waiting, 0)
  return (
    <>
      <Table
        caption={t('waiting.title')}
        captionHidden
        className="letters-table"
        columns={[
          t('waiting.file'),
          t('waiting.committed'),
          { text: t('waiting.count'), align: 'end' },
          t('waiting.print'),
        ]}
      >
        {waiting.map((it) => {
          const file = it.fileName ?? t('waiting.no-file')
          return (
            <Row key={it.id ?? ''}>
              <th scope="row">{file}</th>
              <td>{it.committed}</td>
              <td>{t('waiting.letters', { count: it.waiting })}</td>
              <td>
                {it.id && (
                  <TextLink
                    href={`/letters/open?import=${it.id}`}
                    aria-label={t('waiting.open-file', { file })}
                  >
                    {t('waiting.open')}
                  </TextLink>
                )}
              </td>
            </Row>
          )
        })}
      </Table>
      {(waiting.length > 1 || !waiting[0]?.id) && (
        <p>
          <TextLink href="/letters/open">{t('waiting.open-all', { count: all })}</TextLink>
        </p>
      )}
    </>
  )
}
