import { Notice, Row, Table } from '@madoguchi/ui'
import { useWords } from '../../words.tsx'
import type { ImportPageView } from './import-view.ts'

/** The lines that could not be read, each with its number, what stands there, and why. */
export function BadLines({ lines }: { lines: ImportPageView['badLines'] }) {
  const { t } = useWords()
  if (lines.length === 0) return null
  return (
    <>
      <Notice kind="warning" label={t('national:import.caution')} title={t('national:import.bad')}>
        <p>{t('national:import.bad-body')}</p>
      </Notice>
      <Table
        caption={t('national:import.bad-caption')}
        columns={[t('national:import.line'), t('national:import.text'), t('national:import.reason')]}
      >
        {lines.map(({ line, text, reason }) => (
          <Row key={line}>
            <th scope="row">{line}</th>
            <td>{text}</td>
            <td>{reason}</td>
          </Row>
        ))}
      </Table>
    </>
  )
}
