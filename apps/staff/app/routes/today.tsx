import { addDays, dateAt, timeAt } from '@madoguchi/core/calendar'
import { mayChangeCalendar } from '@madoguchi/core/calendar-changes'
import { dayBoard } from '@madoguchi/core/issuance'
import { formatDate } from '@madoguchi/i18n/format'
import { Button, EmptyState, Heading, LinkButton, Notice, TextInput, TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { BoardTable } from '../board-table.tsx'
import { boardLine } from '../board-view.server.ts'
import { closuresOn } from '../closures-on.server.ts'
import { nationalOn } from '../national-day.server.ts'
import { pageTitle, titled } from '../page-title.ts'
import { readDay } from '../read-path.ts'
import { receptionOn } from '../reception-day.server.ts'
import type { OfficeArgs } from '../staff-context.ts'
import { useFreshPage } from '../use-fresh-page.ts'

export async function loader({ request, context }: OfficeArgs) {
  const { db, actor, venue, now, t } = context
  const today = dateAt(now)
  const day = readDay(new URL(request.url).searchParams.get('date'), today)
  const rows = await dayBoard(db, actor, venue.id, day)
  return {
    title: pageTitle(context, t('today.title')),
    manages: mayChangeCalendar(context.staff.roles),
    venue: venue.name.ja,
    day,
    isToday: day === today,
    date: formatDate('ja', day),
    previous: addDays(day, -1),
    next: addDays(day, 1),
    updated: timeAt(now),
    national: nationalOn(context, day),
    closed: closuresOn(context, venue, day),
    reception: receptionOn(context, venue, day),
    lines: rows.map((row) => boardLine(row, context, venue.id)),
  }
}

export const meta = titled

const EVERY = 15_000
const GROUPS = {
  waiting: ['confirmed'],
  here: ['checked_in', 'called', 'serving'],
  over: ['done', 'partly_done'],
  away: ['cancelled', 'no_show'],
} as const

export default function Today() {
  const { t } = useTranslation('staff')
  const { manages, venue, day, isToday, date, previous, next, updated, national, closed, reception, lines } =
    useLoaderData<typeof loader>()
  useFreshPage(EVERY)

  return (
    <div className="stack">
      {/* Without a script the page comes again by itself, less often: it would take what is being typed with it. */}
      <noscript>
        <meta httpEquiv="refresh" content={`60; url=/?date=${day}&auto`} />
      </noscript>
      <Heading level={1} kicker={venue}>
        {t('today.heading', { date })}
      </Heading>
      <div className="board-bar no-print">
        <form method="get" className="inline-form">
          <label htmlFor="day">{t('today.day')}</label>
          <TextInput id="day" key={day} name="date" type="date" defaultValue={day} width="medium" />
          <Button kind="secondary" size="small">
            {t('today.show')}
          </Button>
        </form>
        <TextLink href={`/?date=${previous}`}>{t('today.previous')}</TextLink>
        <TextLink href={`/?date=${next}`}>{t('today.next')}</TextLink>
        {!isToday && <TextLink href="/">{t('today.to-today')}</TextLink>}
        {manages && <TextLink href="/bad-day">{t('calendar:bad-day.link')}</TextLink>}
        <TextLink href={`/day-list?date=${day}`}>{t('today.print')}</TextLink>
        <span className="board-updated">{t('today.updated', { time: updated })}</span>
      </div>
      {national.length > 0 && (
        <Notice kind="info" label={t('today.national')} title={national[0]}>
          {national.slice(1).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
      )}
      {closed.map((sentence) => (
        <Notice key={sentence} kind="warning" label={t('today.closed')} title={sentence} />
      ))}
      {reception.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <dl className="counts" aria-label={t('today.counts')}>
        <Count term={t('today.all')} count={lines.length} />
        {Object.entries(GROUPS).map(([group, states]) => (
          <Count
            key={group}
            term={t(`today.${group}`)}
            count={lines.filter(({ state }) => (states as readonly string[]).includes(state)).length}
          />
        ))}
      </dl>
      {lines.length > 0 ? (
        <BoardTable caption={t('today.heading', { date })} lines={lines} />
      ) : (
        <EmptyState
          title={t('today.empty')}
          actions={
            <LinkButton kind="secondary" href={`/?date=${next}`}>
              {t('today.next')}
            </LinkButton>
          }
        >
          <p>{t('today.empty-note')}</p>
        </EmptyState>
      )}
    </div>
  )
}

function Count({ term, count }: { term: string; count: number }) {
  const { t } = useTranslation('staff')
  return (
    <div>
      <dt>{term}</dt>
      <dd>{t('today.count', { count })}</dd>
    </div>
  )
}
