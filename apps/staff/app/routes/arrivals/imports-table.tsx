import { Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { ImportState } from './import-state.tsx'
import type { ImportView } from './import-view.server.ts'

/** The imports, newest first; a file name leads to its page. */
export function ImportsTable({ imports }: { imports: ImportView[] }) {
  const { t } = useTranslation('arrivals')
  return (
    <>
      <Table caption={t('list.title')} captionHidden>
        <thead>
          <tr>
            <th scope="col">{t('list.file')}</th>
            <th scope="col">{t('list.state')}</th>
            {(['good', 'bad', 'done'] as const).map((column) => (
              <th key={column} scope="col" data-align="end">
                {t(`list.${column}`)}
              </th>
            ))}
            <th scope="col">{t('list.by')}</th>
            <th scope="col">{t('list.at')}</th>
          </tr>
        </thead>
        <tbody>
          {imports.map((it) => (
            <tr key={it.id}>
              <th scope="row">
                <TextLink href={`/arrivals/${it.id}`}>{it.fileName}</TextLink>
              </th>
              <td>
                <ImportState state={it.state} />
              </td>
              <td data-align="end">{it.good}</td>
              <td data-align="end">{it.bad}</td>
              <td data-align="end">{it.done}</td>
              <td>{it.by}</td>
              <td>{it.at}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {imports.length >= 50 && <p>{t('list.newest')}</p>}
    </>
  )
}
