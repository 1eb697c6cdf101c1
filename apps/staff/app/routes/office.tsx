import { mayAnswerCalls } from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { mayChangeCalendar } from '@madoguchi/core/calendar-changes'
import { mayReceive } from '@madoguchi/core/issuance/arrivals'
import { mayHandleLetters } from '@madoguchi/core/issuance/letters'
import { mayMendMessages } from '@madoguchi/core/notices'
import { mayCall } from '@madoguchi/core/queue'
import { maySeeStatistics } from '@madoguchi/core/statistics'
import { formatDate } from '@madoguchi/i18n/format'
import { AppFrame, Button, ScanBox, Select, VisuallyHidden } from '@madoguchi/ui'
import { Outlet, useLoaderData, useLocation, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPage, ErrorText } from '../error-page.tsx'
import { HiddenToken } from '../hidden-token.tsx'
import type { OfficeArgs } from '../staff-context.ts'

export function loader({ context }: OfficeArgs) {
  const { tenant, staff, venue, venues, now, t } = context
  return {
    brand: t('brand', { municipality: tenant.name.ja }),
    officer: staff.name,
    venue: venue.id,
    venues: venues.map(({ id, name }) => ({ value: id, label: name.ja })),
    today: formatDate('ja', dateAt(now)),
    manages: mayChangeCalendar(staff.roles),
    rooms: {
      today: true,
      arrivals: mayReceive(staff.roles),
      letters: mayHandleLetters(staff.roles),
      messages: mayMendMessages(staff.roles),
      queue: mayCall(staff.roles),
      telephone: mayAnswerCalls(staff.roles),
      statistics: maySeeStatistics(staff.roles),
      settings: true,
    },
  }
}

const ROOMS = [
  { room: 'today', href: '/', at: /^\/($|reservations|cards|find|bad-day)/ },
  { room: 'arrivals', href: '/arrivals', at: /^\/arrivals/ },
  { room: 'letters', href: '/letters', at: /^\/letters/ },
  { room: 'messages', href: '/messages', at: /^\/messages/ },
  { room: 'queue', href: '/queue', at: /^\/queue/ },
  { room: 'telephone', href: '/telephone', at: /^\/telephone/ },
  { room: 'statistics', href: '/statistics', at: /^\/statistics/ },
  { room: 'settings', href: '/hours', at: /^\/(calendar|hours|message-texts|devices)/ },
] as const

export default function Office() {
  return (
    <Frame frame={useLoaderData<typeof loader>()}>
      <Outlet />
    </Frame>
  )
}

/** What cannot be shown is said inside the frame: the scan box stays at hand. */
export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>('routes/office')
  return frame ? (
    <Frame frame={frame}>
      <ErrorText />
    </Frame>
  ) : (
    <ErrorPage />
  )
}

type FrameData = ReturnType<typeof useLoaderData<typeof loader>>

function Frame({ frame, children }: { frame: FrameData; children: ReactNode }) {
  const { t } = useTranslation('staff')
  const { pathname } = useLocation()
  const rooms = ROOMS.filter(({ room }) => frame.rooms[room])

  return (
    <AppFrame
      skip={t('common:skip')}
      brand={{ text: frame.brand, href: '/' }}
      navLabel={t('frame.nav')}
      rooms={rooms.map(({ room, href, at }) => ({
        text: t(`rooms.${room}`),
        // Whoever may change the days begins there.
        href: room === 'settings' && frame.manages ? '/calendar' : href,
        current: at.test(pathname),
      }))}
      bar={<BarEnd {...frame} />}
      scan={
        // By POST: a name must not stand in an address, in the history or in a log.
        <ScanBox
          label={t('frame.scan')}
          hint={t('frame.scan-hint')}
          button={t('frame.find')}
          method="post"
          action="/find"
        >
          <HiddenToken />
        </ScanBox>
      }
    >
      {children}
    </AppFrame>
  )
}

function BarEnd({ venue, venues, today, officer }: FrameData) {
  const { t } = useTranslation('staff')
  return (
    <>
      <form method="post" action="/venue" className="inline-form">
        <HiddenToken />
        <VisuallyHidden>
          <label htmlFor="at-venue">{t('frame.venue')}</label>
        </VisuallyHidden>
        <Select id="at-venue" name="venue" key={venue} options={venues} defaultValue={venue} width="medium" />
        <Button kind="secondary" size="small">
          {t('frame.change-venue')}
        </Button>
      </form>
      <span>{today}</span>
      <span>{t('frame.officer', { name: officer })}</span>
      <form method="post" action="/sign-out">
        <HiddenToken />
        <Button kind="text" size="small">
          {t('frame.sign-out')}
        </Button>
      </form>
    </>
  )
}
