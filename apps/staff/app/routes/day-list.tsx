import { documentLists } from '@madoguchi/core/booking'
import { dateAt, timeAt } from '@madoguchi/core/calendar'
import { dayBoard } from '@madoguchi/core/issuance'
import { formatDate } from '@madoguchi/i18n/format'
import { Heading, Main, Row, Table, TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ForWhat, Name } from '../board-table.tsx'
import { boardLine } from '../board-view.server.ts'
import { EachPerson } from '../each-person.tsx'
import { pageTitle, titled } from '../page-title.ts'
import { readDay } from '../read-path.ts'
import type { Handle } from '../root.tsx'
import { speechOf } from '../speech.server.ts'
import type { OfficeArgs } from '../staff-context.ts'
import { PrintButton } from './letters/print-button.tsx'

export const handle: Handle = { plain: true }

export async function loader({ request, context }: OfficeArgs) {
  const { db, actor, venue, now, t } = context
  const day = readDay(new URL(request.url).searchParams.get('date'), dateAt(now))
  const rows = await dayBoard(db, actor, venue.id, day)
  return {
    title: pageTitle(context, t('day-list.title')),
    day,
    heading: t('day-list.heading', { venue: venue.name.ja, date: formatDate('ja', day) }),
    made: `${formatDate('ja', dateAt(now), { length: 'short' })}${timeAt(now)}`,
    lists: documentLists(speechOf(context)),
    lines: rows.filter(({ state }) => state !== 'cancelled').map((row) => boardLine(row, context, venue.id)),
  }
}

export const meta = titled

export default function DayList() {
  const { t } = useTranslation('staff')
  const { day, heading, made, lines, lists } = useLoaderData<typeof loader>()
  return (
    <Main width="wide" className="stack">
      <div className="day-list-bar no-print">
        <PrintButton text={t('common:action.print')} />
        <span>{t('day-list.how')}</span>
        <TextLink href={`/?date=${day}`}>{t('day-list.back')}</TextLink>
      </div>
      <Heading level={1} size="m">
        {heading}
      </Heading>
      <p>{t('day-list.printed', { time: made, count: lines.length })}</p>
      <Table
        caption={heading}
        captionHidden
        className="day-table"
        columns={[
          ...['time', 'number', 'name', 'procedure', 'place'].map((column) => t(`today.${column}`)),
          t('papers:documents-to-check'),
          t('day-list.note'),
        ]}
      >
        {lines.map((line) => (
          <Row key={line.id}>
            <td className="digits">{line.time}</td>
            <td className="digits">{line.number}</td>
            <th scope="row" className="whole-words">
              <EachPerson people={line.people}>{(it) => <Name name={it.name} kana={it.kana} />}</EachPerson>
            </th>
            <td>
              <EachPerson people={line.people}>
                {(it) => <ForWhat procedure={it.procedure} comer={it.comer} />}
              </EachPerson>
            </td>
            <td className="whole-words">
              <EachPerson people={line.people}>
                {(it) => (it.elsewhere ? t('today.elsewhere', { venue: it.elsewhere }) : it.place)}
              </EachPerson>
            </td>
            <td className="day-papers">
              <EachPerson people={line.people}>{(it) => it.papers.join('／')}</EachPerson>
            </td>
            <td className="day-note" />
          </Row>
        ))}
      </Table>
      {lists.map(({ title, text }) => (
        <p key={title} className="day-papers">
          {title}：{text}
        </p>
      ))}
    </Main>
  )
}
