import { callsOf } from '@madoguchi/core/queue'
import { announcementsAt } from '@madoguchi/core/tenancy'
import { formatTime } from '@madoguchi/i18n/format'
import { data } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { type PageArgs, usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'
import { lanesHere } from '../queue/lanes-here.ts'

/** So many calls fit on a wall, large enough for ten metres; and so long a new one is marked. */
const [MOST, NEW] = [6, 20_000]

/** 掲示: what hangs on the wall of a venue. Numbers only; opened by a key that the office can renew (docs/decisions/0016). */
export async function loader({ context: page, params }: PageArgs) {
  const { settings, words, now, language } = page
  const device = await page.device(params.key ?? '')
  const venue = settings.venues.find((it) => it.id === device?.venueId)
  if (device?.kind !== 'board' || !venue) throw data(null, { status: 404 })
  const queue = await page.queue(venue.id)
  return {
    title: words('queue:board.title'),
    screen: 'board' as const,
    goesOn: { to: page.path, after: 10 },
    venue: { code: venue.code, name: venue.name },
    asOf: formatTime(language, queue.asOf),
    calls: callsOf(queue.tickets)
      .filter((it) => it.counter !== null)
      .slice(0, MOST)
      .map(({ id, label, state, counter, calledAt }) => ({
        call: `${id} ${calledAt?.getTime()}`,
        label,
        counter: counter ?? '',
        isNew: state === 'called' && calledAt !== null && now.getTime() - calledAt.getTime() < NEW,
        serving: state === 'serving',
      })),
    lanes: lanesHere(page, venue, queue),
    announcements: announcementsAt(settings.announcements, now),
  }
}

export default function Board() {
  const { venue, asOf, calls, lanes, announcements } = useLoaderData<typeof loader>()
  const { tenant, words } = usePage()
  const local = useLocal()
  return (
    <>
      <p className="board-lost" role="status" data-live-state="" data-lost={words('queue:board.lost')} />
      <div id="board" data-live={`/live/${venue.code}`} data-refresh="20">
        <p className="board-where">
          {local(tenant.name)}　{local(venue.name)}　{words('queue:board.as-of', { time: asOf })}
        </p>
        <div className="board-halves">
          <section aria-labelledby="called">
            <h2 id="called">{words('queue:board.called')}</h2>
            {calls.length === 0 && <p className="board-none">{words('queue:board.none')}</p>}
            <ol className="board-calls">
              {calls.map(({ call, label, counter, isNew, serving }) => (
                <li
                  key={call}
                  data-new={isNew ? '' : undefined}
                  data-serving={serving ? '' : undefined}
                  data-call={serving ? undefined : call}
                  data-say={words('queue:board.say', { label: label.split('').join(' '), counter })}
                >
                  <span className="board-number">{label}</span>{' '}
                  <span className="board-counter">{words('queue:board.counter', { counter })}</span>
                </li>
              ))}
            </ol>
          </section>
          <section aria-labelledby="waiting">
            <h2 id="waiting">{words('queue:board.waiting')}</h2>
            <ul className="board-lanes">
              {lanes.map(({ id, name, waiting, range }) => (
                <li key={id}>
                  <span className="board-lane">{local(name)}</span>{' '}
                  <strong>{words('queue:board.people', { count: waiting })}</strong>{' '}
                  <span>
                    {range ? words('queue:board.range', range) : words('queue:board.range-unknown')}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        </div>
        {announcements.length > 0 && (
          <ul className="board-news">
            {announcements.slice(0, 2).map(({ code, title, body }) => (
              <li key={code}>
                <strong>{local(title)}</strong>　{local(body)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <button
        type="button"
        className="board-speech"
        hidden
        data-speech=""
        data-speech-off={words('queue:board.speech-off')}
      >
        {words('queue:board.speech-on')}
      </button>
    </>
  )
}
