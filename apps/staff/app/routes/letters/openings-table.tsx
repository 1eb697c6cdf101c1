import { Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { OpeningView } from './list-view.server.ts'

/** Who opened which letters, and what to do when they did not come out of the printer. */
export function OpeningsTable({ openings }: { openings: OpeningView[] }) {
  const { t } = useTranslation('letters')
  if (openings.length === 0) return <p>{t('openings.empty')}</p>
  return (
    <Table caption={t('openings.title')} captionHidden className="letters-table">
      <thead>
        <tr>
          <th scope="col">{t('openings.at')}</th>
          <th scope="col">{t('openings.by')}</th>
          <th scope="col" className="letters-aside">
            {t('openings.file')}
          </th>
          <th scope="col" data-align="end">
            {t('openings.letters')}
          </th>
          <th scope="col" data-align="end">
            {t('openings.live')}
          </th>
          <th scope="col">{t('openings.failed')}</th>
        </tr>
      </thead>
      <tbody>
        {openings.map((it) => (
          <tr key={it.name}>
            <th scope="row">{it.at}</th>
            <td>{it.by}</td>
            <td className="letters-file letters-aside">{it.fileName ?? t('openings.none')}</td>
            <td data-align="end">{t('waiting.letters', { count: it.letters })}</td>
            <td data-align="end">{t('waiting.letters', { count: it.live })}</td>
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
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
