import { addDays, dateAt, plainDate } from '@madoguchi/core/calendar'
import { mayChangeCalendar } from '@madoguchi/core/calendar-changes'
import { formatDate } from '@madoguchi/i18n/format'
import { EmptyState, Heading, Row, TabLinks, Table, TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { pageTitle, titled } from '../../page-title.ts'
import { SettingsTabs } from '../../settings-tabs.tsx'
import type { OfficeArgs } from '../../staff-context.ts'
import { dayView } from './day-view.server.ts'

/** Everybody in the office may read this: whoever is asked why nothing is free sees for whom places are kept. */
export async function loader({ request, context }: OfficeArgs) {
  const { staff, venues, now, t } = context
  const asked = new URL(request.url).searchParams
  const venue = venues.find((it) => it.code === asked.get('venue')) ?? context.venue
  const date = plainDate(asked.get('date') ?? '') ?? dateAt(now)
  return {
    title: pageTitle(context, t('calendar:day.title')),
    manages: mayChangeCalendar(staff.roles),
    venue: venue.code,
    venues: venues.map(({ code, name }) => ({ code, name: name.ja })),
    caption: t('calendar:day.caption', { venue: venue.name.ja, date: formatDate('ja', date) }),
    date: date as string,
    previous: addDays(date, -1) as string,
    next: addDays(date, 1) as string,
    slots: await dayView(context, venue, date),
  }
}

export const meta = titled

const COLUMNS = [
  'time',
  'lane',
  'capacity',
  'taken',
  'web',
  'telephone',
  'counter',
  'kept',
  'release',
] as const
const NUMBERS: ReadonlySet<string> = new Set(['capacity', 'taken', 'web', 'telephone', 'counter'])

export default function CalendarDay() {
  const { t } = useTranslation('calendar')
  const { manages, venue, venues, caption, date, previous, next, slots } = useLoaderData<typeof loader>()
  const to = (at: string, on: string) => `/calendar/day?venue=${at}&date=${on}`
  return (
    <div className="stack">
      <SettingsTabs manages={manages} />
      <Heading level={1}>{t('day.title')}</Heading>
      <p>{t('day.lead')}</p>
      <TabLinks
        label={t('day.venues')}
        tabs={venues.map(({ code, name }) => ({ text: name, href: to(code, date), current: code === venue }))}
      />
      <Heading level={2}>{caption}</Heading>
      <p className="board-bar">
        <TextLink href={to(venue, previous)}>{t('day.previous')}</TextLink>
        <TextLink href={to(venue, next)}>{t('day.next')}</TextLink>
      </p>
      {slots.length === 0 ? (
        <EmptyState title={t('day.none')}>
          <p>{t('day.none-what')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={caption}
          captionHidden
          columns={COLUMNS.map((it) =>
            NUMBERS.has(it) ? { text: t(`day.${it}`), align: 'end' as const } : t(`day.${it}`),
          )}
        >
          {slots.map((it) => (
            <Row key={it.id}>
              <th scope="row">{it.time}</th>
              <td>{it.lane}</td>
              <td>{it.capacity}</td>
              <td>{it.taken}</td>
              {it.left.map((left, at) => (
                <td key={COLUMNS[at + 4]}>{left}</td>
              ))}
              <td>{it.closing ? t('day.closing') : it.kept.join('、')}</td>
              <td>{it.release}</td>
            </Row>
          ))}
        </Table>
      )}
    </div>
  )
}
