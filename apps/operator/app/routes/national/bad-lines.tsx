import { Notice, Table } from '@madoguchi/ui'
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
      <Table caption={t('national:import.bad-caption')}>
        <thead>
          <tr>
            <th scope="col">{t('national:import.line')}</th>
            <th scope="col">{t('national:import.text')}</th>
            <th scope="col">{t('national:import.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, text, reason }) => (
            <tr key={line}>
              <th scope="row">{line}</th>
              <td>{text}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}
