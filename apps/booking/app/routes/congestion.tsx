import { formatTime } from '@madoguchi/i18n/format'
import { DescriptionList, Heading, TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { type PageArgs, usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'
import { lanesHere } from '../queue/lanes-here.ts'

/** 混雑状況: how many wait at each venue, by group, and how long whoever comes now will. The same for everyone. */
export async function loader({ context: page }: PageArgs) {
  const venues = page.settings.venues.filter((it) => it.active)
  return {
    title: page.words('queue:congestion.title'),
    goesOn: { to: page.path, after: 60 },
    venues: await Promise.all(
      venues.map(async (venue) => {
        const queue = await page.queue(venue.id)
        const { code, name } = venue
        return {
          code,
          name,
          asOf: formatTime(page.language, queue.asOf),
          lanes: lanesHere(page, venue, queue),
        }
      }),
    ),
  }
}

export default function Congestion() {
  const { venues } = useLoaderData<typeof loader>()
  const { words } = usePage()
  return (
    <>
      <p>{words('queue:congestion.lead')}</p>
      <div id="congestion" data-refresh="60">
        {venues.map((venue) => (
          <Venue key={venue.code} {...venue} />
        ))}
      </div>
      <p>
        <TextLink href="/congestion">{words('queue:congestion.reload')}</TextLink>
      </p>
      <p className="quiet">{words('queue:congestion.what')}</p>
      <p>
        {words('queue:congestion.book')} <TextLink href="/availability">{words('top.availability')}</TextLink>
      </p>
    </>
  )
}

type VenueProps = ReturnType<typeof useLoaderData<typeof loader>>['venues'][number]

function Venue({ name, asOf, lanes }: VenueProps) {
  const { words } = usePage()
  const local = useLocal()
  const venue = local(name)
  return (
    <section>
      <Heading level={2}>{venue}</Heading>
      {lanes.length === 0 ? (
        <p>
          <strong>{words('queue:congestion.closed')}</strong>（{words('queue:congestion.closed-what')}）
        </p>
      ) : (
        <>
          <DescriptionList
            items={lanes.map(({ name, waiting, range }) => ({
              term: local(name),
              value: words('queue:congestion.lane', {
                people: words('queue:board.people', { count: waiting }),
                range: range
                  ? words('queue:congestion.range-value', range)
                  : words('queue:congestion.range-unknown'),
              }),
            }))}
          />
          <p className="quiet">{words('queue:congestion.as-of', { time: asOf })}</p>
        </>
      )}
    </section>
  )
}
