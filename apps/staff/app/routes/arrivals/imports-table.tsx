import { Row, Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { ImportState } from './import-state.tsx'
import type { ImportView } from './import-view.server.ts'

/** The imports, newest first; a file name leads to its page. */
export function ImportsTable({ imports }: { imports: ImportView[] }) {
  const { t } = useTranslation('arrivals')
  return (
    <>
      <Table
        caption={t('list.title')}
        captionHidden
        columns={[
          t('list.file'),
          t('list.state'),
          ...(['good', 'bad', 'done'] as const).map((column) => ({
            text: t(`list.${column}`),
            align: 'end' as const,
          })),
          t('list.by'),
          t('list.at'),
        ]}
      >
        {imports.map((it) => (
          <Row key={it.id}>
            <th scope="row">
              <TextLink href={`/arrivals/${it.id}`}>{it.fileName}</TextLink>
            </th>
            <td>
              <ImportState import={it} />
            </td>
            <td>{it.good}</td>
            <td>{it.bad}</td>
            <td>{it.done}</td>
            <td>{it.by}</td>
            <td>{it.at}</td>
          </Row>
        ))}
      </Table>
      {imports.length >= 50 && <p>{t('list.newest')}</p>}
    </>
  )
}
