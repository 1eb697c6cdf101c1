import { formatReservationNumber } from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { calendarInView } from '@madoguchi/core/calendar-changes'
import { ButtonRow, Heading, LinkButton, Notice, Row, TabLinks, Table, TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { pageTitle, titled } from '../../page-title.ts'
import { SettingsTabs } from '../../settings-tabs.tsx'
import type { OfficeArgs } from '../../staff-context.ts'
import { briefly } from '../../visit-view.server.ts'
import { ExceptionTable } from './exception-table.tsx'
import { exceptionLine } from './exception-view.server.ts'
import { managing } from './managing.server.ts'
import { monthView, readMonth } from './month-view.server.ts'

export async function loader({ request, context }: OfficeArgs) {
  const { db, actor, venues, now, t } = managing(context)
  const asked = new URL(request.url).searchParams
  const venue = venues.find((it) => it.code === asked.get('venue')) ?? context.venue
  const { exceptions, undecided } = await calendarInView(db, actor, now)
  return {
    title: pageTitle(context, t('calendar:title')),
    done: asked.has('done'),
    venue: venue.code,
    venues: venues.map(({ code, name }) => ({ code, name: name.ja })),
    month: monthView(context, venue, readMonth(asked.get('month'), dateAt(now))),
    exceptions: exceptions.map((it) => exceptionLine(it, context)),
    undecided: undecided.map(({ id, number, startsAt, venueName }) => ({
      id,
      text: `${formatReservationNumber(number)}　${briefly(startsAt)}　${venueName.ja}`,
    })),
  }
}

export const meta = titled

export default function CalendarMonth() {
  const { t } = useTranslation('calendar')
  const { done, exceptions, undecided } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      {done && (
        <Notice kind="success" label={t('common:notice.success')} title={t('done.made')}>
          <p>{t('done.made-what')}</p>
        </Notice>
      )}
      <SettingsTabs manages />
      <Heading level={1}>{t('title')}</Heading>
      <p>{t('lead')}</p>
      <ButtonRow>
        <LinkButton href="/calendar/change?kind=closure">{t('add.closure')}</LinkButton>
        <LinkButton href="/calendar/change?kind=opening" kind="secondary">
          {t('add.opening')}
        </LinkButton>
        <LinkButton href="/bad-day" kind="secondary">
          {t('bad-day.link')}
        </LinkButton>
      </ButtonRow>
      {undecided.length > 0 && (
        <Notice
          kind="warning"
          label={t('common:notice.warning')}
          title={t('undecided.title', { count: undecided.length })}
        >
          <p>{t('undecided.what')}</p>
          <ul className="plain-list link-list">
            {undecided.map(({ id, text }) => (
              <li key={id}>
                <TextLink href={`/reservations/${id}`}>{text}</TextLink>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Heading level={2}>{t('list.title')}</Heading>
      <ExceptionTable exceptions={exceptions} />
      <Month />
    </div>
  )
}

function Month() {
  const { t } = useTranslation('calendar')
  const { venue, venues, month } = useLoaderData<typeof loader>()
  const to = (at: string, on: string) => `/calendar?venue=${at}&month=${on}#month`
  const shown = month.days[0]?.date.slice(0, 7) ?? ''
  return (
    <>
      <Heading level={2} id="month">
        {month.caption}
      </Heading>
      <TabLinks
        label={t('month.venues')}
        tabs={venues.map(({ code, name }) => ({
          text: name,
          href: to(code, shown),
          current: code === venue,
        }))}
      />
      <p className="board-bar">
        <TextLink href={to(venue, month.previous)}>{t('month.previous')}</TextLink>
        <TextLink href={to(venue, month.next)}>{t('month.next')}</TextLink>
      </p>
      <Table
        caption={month.caption}
        captionHidden
        className="open-days"
        columns={[t('month.day'), ...month.lanes]}
      >
        {month.days.map(({ date, day, lanes }) => (
          <Row key={date}>
            <th scope="row">
              <TextLink href={`/calendar/day?venue=${venue}&date=${date}`}>{day}</TextLink>
            </th>
            {lanes.map(({ open, text, why }, place) => (
              <td key={month.lanes[place]}>
                <span className={open ? 'digits' : undefined}>{text}</span>
                {why && <span className="open-why">{why}</span>}
              </td>
            ))}
          </Row>
        ))}
      </Table>
    </>
  )
}
