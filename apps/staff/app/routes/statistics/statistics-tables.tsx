import { Heading, Row, Table } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { Bars } from './bars.tsx'
import type { StatisticsTable } from './sheets.server.ts'

/** Each table with its picture above it. */
export function StatisticsTables({ tables }: { tables: StatisticsTable[] }) {
  const { t } = useTranslation('statistics')
  return tables.map((table) => (
    <div key={table.id} className="stack">
      <Heading level={2}>{table.name}</Heading>
      {table.note && <p>{table.note}</p>}
      {table.rows.length === 0 ? (
        <p>{t('nothing')}</p>
      ) : (
        <>
          {table.draw !== null && (
            <Bars
              table={table}
              label={t('picture', { name: table.name, column: table.columns[table.draw] })}
            />
          )}
          <Table caption={table.name} captionHidden className="figures" columns={[...table.columns]}>
            {table.rows.map((row) => (
              <Row key={row.slice(0, 2).join(' ')}>
                {row.map((cell, at) => {
                  const text = typeof cell === 'number' ? cell.toLocaleString('ja') : (cell ?? t('none'))
                  const key = table.columns[at]
                  return at === 0 ? (
                    <th key={key} scope="row">
                      {text}
                    </th>
                  ) : (
                    <td key={key}>{text}</td>
                  )
                })}
              </Row>
            ))}
          </Table>
        </>
      )}
    </div>
  ))
}
