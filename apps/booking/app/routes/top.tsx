import { announcementsAt } from '@madoguchi/core/tenancy'
import { BlueEnvelope, ChoiceTiles, Heading, NoLetter, Notice, Postcard } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { CallUs } from '../page/call-us.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'

export function loader({ context: { words, settings, now } }: PageArgs) {
  return { title: words('top.title'), announcements: announcementsAt(settings.announcements, now) }
}

const KINDS = { emergency: 'emergency', maintenance: 'maintenance', information: 'info' } as const

export default function Top() {
  const { announcements } = useLoaderData<typeof loader>()
  const { words } = usePage()
  const local = useLocal()
  const dates = useDates()

  return (
    <>
      {announcements.map(({ code, kind, title, body, from }) => (
        <Notice
          key={code}
          kind={KINDS[kind]}
          label={words(`common:notice.${KINDS[kind]}`)}
          title={local(title)}
          date={dates.date(from, 'short')}
        >
          <p>{local(body)}</p>
        </Notice>
      ))}
      <Heading level={2}>{words('top.which-letter')}</Heading>
      <ChoiceTiles
        tiles={[
          {
            href: '/letter',
            title: words('top.postcard'),
            note: words('top.postcard-note'),
            picture: <Postcard />,
          },
          {
            href: '/procedures?letter=renewal',
            title: words('top.envelope'),
            note: words('top.envelope-note'),
            picture: <BlueEnvelope />,
          },
          {
            href: '/procedures',
            title: words('top.no-letter'),
            note: words('top.no-letter-note'),
            picture: <NoLetter />,
          },
        ]}
      />
      <Heading level={2}>{words('top.other')}</Heading>
      <ul className="link-list">
        <li>
          <a href="/my">{words('top.my')}</a>
        </li>
        <li>
          <a href="/availability">{words('top.availability')}</a>
        </li>
        <li>
          <a href="/congestion">{words('queue:congestion.title')}</a>
        </li>
      </ul>
      <Heading level={2}>{words('top.telephone')}</Heading>
      <CallUs>{words('top.telephone-note')}</CallUs>
    </>
  )
}
