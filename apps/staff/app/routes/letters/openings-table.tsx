import { Row, Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { OpeningView } from './list-view.server.ts'

/** Who opened which letters, and what to do when they did not come out of the printer. */
export function OpeningsTable({ openings }: { openings: OpeningView[] }) {
  const { t } = useTranslation('letters')
  if (openings.length === 0) return <p>{t('openings.empty')}</p>
  return (
    <Table
      caption={t('openings.title')}
      captionHidden
      className="letters-table"
      columns={[
        t('openings.at'),
        t('openings.by'),
        t('openings.file'),
        { text: t('openings.letters'), align: 'end' },
        { text: t('openings.live'), align: 'end' },
        t('openings.failed'),
      ]}
    >
      {openings.map((it) => (
        <Row key={it.name}>
          <th scope="row">{it.at}</th>
          <td>{it.by}</td>
          <td className="letters-file">{it.fileName ?? t('openings.none')}</td>
          <td>{t('waiting.letters', { count: it.letters })}</td>
          <td>{t('waiting.letters', { count: it.live })}</td>
          <td>
            {it.live > 0 ? (
              <TextLink
                href={`/letters/reissue?${it.name}`}
                aria-label={t('openings.failed-of', { at: it.at })}
              >
                {t('openings.reissue')}
              </TextLink>
            ) : (
              t('openings.replaced')
            )}
          </td>
        </Row>
      ))}
    </Table>
  )
}
