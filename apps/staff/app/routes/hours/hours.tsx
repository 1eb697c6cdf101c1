import { mayChangeCalendar } from '@madoguchi/core/calendar-changes'
import { EmptyState, Heading, Row, StatusBadge, TabLinks, Table, TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { pageTitle, titled } from '../../page-title.ts'
import { SettingsTabs } from '../../settings-tabs.tsx'
import type { OfficeArgs } from '../../staff-context.ts'
import { expectedView } from './expected-view.server.ts'
import { channelsView, versionsView, weekView } from './hours-view.server.ts'

/** Everybody in the office may read this: whoever answers a question has the same rules before them as the web. */
export async function loader({ request, context }: OfficeArgs) {
  const { staff, venues, t } = context
  const asked = new URL(request.url).searchParams
  const venue = venues.find((it) => it.code === asked.get('venue')) ?? context.venue
  const { shown, versions } = versionsView(context, asked.get('version'))
  const { calendar } = shown.document
  return {
    title: pageTitle(context, t('calendar:hours.title')),
    manages: mayChangeCalendar(staff.roles),
    version: shown.version,
    versions,
    channels: channelsView(shown.document, venue.code, context),
    venue: { code: venue.code, name: venue.name.ja },
    venues: venues.map(({ code, name }) => ({ code, name: name.ja })),
    week: weekView(shown.document, venue.code, context),
    expected: await expectedView(context, shown.document, venue.code),
    holidays: calendar.holidays,
    yearEnd: calendar.yearEnd,
  }
}

export const meta = titled

const TONES = { 'in-force': 'success', 'to-come': 'info', over: 'neutral' } as const
const PLACES = ['capacity', 'web', 'telephone', 'counter'] as const

export default function WeeklyHours() {
  const { t } = useTranslation('calendar')
  const { manages, channels, venue, venues, version } = useLoaderData<typeof loader>()
  const title = t('hours.channels', { venue: venue.name })
  const columns = ['channel', 'opens-column', 'closes-column', 'change-column', 'besides']
  return (
    <div className="stack">
      <SettingsTabs manages={manages} />
      <Heading level={1}>{t('hours.title')}</Heading>
      <p>{t('hours.lead')}</p>
      <Versions />
      <TabLinks
        label={t('month.venues')}
        tabs={venues.map(({ code, name }) => ({
          text: name,
          href: `/hours?version=${version}&venue=${code}`,
          current: code === venue.code,
        }))}
      />
      <Heading level={2}>{title}</Heading>
      <p>
        <TextLink href={`/calendar/day?venue=${venue.code}`}>{t('day.open-today')}</TextLink>
      </p>
      <Table caption={title} captionHidden columns={columns.map((it) => t(`hours.${it}`))}>
        {channels.map(({ channel, opens, later, kept, closes, change, besides }) => (
          <Row key={channel}>
            <th scope="row">{t(`hours.${channel}`)}</th>
            <td>
              {opens}
              {later.map((it) => (
                <span key={it} className="open-why">
                  {it}
                </span>
              ))}
            </td>
            <td>{closes}</td>
            <td>{change}</td>
            <td>
              {[...kept, ...besides].map((it) => (
                <div key={it}>{it}</div>
              ))}
            </td>
          </Row>
        ))}
      </Table>
      <Week />
      <Expected />
    </div>
  )
}

function Versions() {
  const { t } = useTranslation('calendar')
  const { versions, venue } = useLoaderData<typeof loader>()
  return (
    <ul className="plain-list link-list">
      {versions.map(({ version, from, state, isShown }) => (
        <li key={version}>
          <StatusBadge tone={TONES[state]}>{t(`hours.version-state.${state}`)}</StatusBadge>{' '}
          {isShown ? (
            <strong>{t('hours.version', { version, from })}</strong>
          ) : (
            <TextLink href={`/hours?version=${version}&venue=${venue.code}`}>
              {t('hours.version', { version, from })}
            </TextLink>
          )}
        </li>
      ))}
    </ul>
  )
}

/** 見込みの定員: whether, by which rules, and what was seen. */
function Expected() {
  const { t } = useTranslation('calendar')
  const { expected } = useLoaderData<typeof loader>()
  return (
    <>
      <Heading level={2}>{t('hours.expected.title')}</Heading>
      <p>{expected ? expected.what : t('hours.expected.off')}</p>
      {expected && (
        <ul>
          {expected.lanes.length === 0 && <li>{t('hours.expected.none')}</li>}
          {expected.lanes.map((it) => (
            <li key={it}>{it}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function Week() {
  const { t } = useTranslation('calendar')
  const { manages, venue, week, holidays, yearEnd } = useLoaderData<typeof loader>()
  const title = t('hours.week', { venue: venue.name })
  const columns = ['lane', 'days-column', 'time', 'mode', 'slot'].map((it) => t(`hours.${it}`))
  const places = PLACES.map((it) => ({ text: t(`hours.${it}`), align: 'end' as const }))
  return (
    <>
      <Heading level={2} id="week">
        {title}
      </Heading>
      {week.length === 0 ? (
        <EmptyState title={t('hours.none')}>
          <p>{t('hours.none-what')}</p>
        </EmptyState>
      ) : (
        <Table caption={title} captionHidden columns={[...columns, ...places]}>
          {week.map((it) => (
            <Row key={`${it.lane} ${it.days} ${it.time}`}>
              <th scope="row">{it.lane}</th>
              <td>{it.days}</td>
              <td>
                <span className="digits">{it.time}</span>
                {it.last && <span className="open-why">{it.last}</span>}
              </td>
              <td>{it.mode}</td>
              <td>{it.minutes ?? '－'}</td>
              {it.places.map((places, at) => (
                <td key={PLACES[at]}>{places ?? '－'}</td>
              ))}
            </Row>
          ))}
        </Table>
      )}
      <p>{t('hours.places-what')}</p>
      <p>{t('hours.staff-only')}</p>
      <p>{t('hours.modes-what')}</p>
      <p>
        {t(`hours.holidays.${holidays}`)} {t(`hours.year-end.${yearEnd}`)}{' '}
        {t(manages ? 'hours.besides-days' : 'hours.besides-days-ask')}
      </p>
    </>
  )
}
