import { DescriptionList, Heading, Notice, Row, Table } from '@madoguchi/ui'
import { useWords } from '../../words.tsx'
import type { ImportPageView } from './import-view.ts'

type Props = { diff: NonNullable<ImportPageView['diff']> }

/** What would be otherwise, against what stands: days that come, days that go, names. */
export function Diff({ diff }: Props) {
  const { t } = useWords()
  const { years, newYears, touched, nothing, added, removed, renamed } = diff
  return (
    <>
      <DescriptionList
        layout="columns"
        items={[
          { term: t('national:import.years'), value: years },
          { term: t('national:import.new-years'), value: newYears },
        ]}
      />
      <Heading level={2}>{t('national:import.diff')}</Heading>
      {touched === 0 && <p>{t(nothing ? 'national:import.nothing' : 'national:import.no-diff')}</p>}
      {removed.length > 0 && (
        <Notice
          kind="warning"
          level={3}
          label={t('national:import.removed', { count: removed.length })}
          title={t('national:import.removed-warning')}
        >
          <p>{t('national:import.removed-warning-body')}</p>
        </Notice>
      )}
      <Days
        caption={t('national:import.added', { count: added.length })}
        columns={[t('national:name'), t('national:import.met-column')]}
        days={added.map(({ date, name, met }) => [date, name, met])}
      />
      <Days
        caption={t('national:import.removed', { count: removed.length })}
        columns={[t('national:name')]}
        days={removed.map(({ date, name }) => [date, name])}
      />
      <Days
        caption={t('national:import.renamed', { count: renamed.length })}
        columns={[t('national:import.before'), t('national:import.after')]}
        days={renamed.map(({ date, before, name }) => [date, before, name])}
      />
    </>
  )
}

/** Days by their date, each with what is said of it; nothing when there are none. */
function Days({ caption, columns, days }: { caption: string; columns: string[]; days: string[][] }) {
  const { t } = useWords()
  if (days.length === 0) return null
  return (
    <Table caption={caption} columns={[t('national:day'), ...columns]}>
      {days.map(([date, ...facts]) => (
        <Row key={date}>
          <th scope="row">{date}</th>
          {facts.map((fact, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells stand under their columns
            <td key={at}>{fact}</td>
          ))}
        </Row>
      ))}
    </Table>
  )
}
