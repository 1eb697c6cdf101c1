import { BigNumber, Notice, TextLink } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'
import type { Place as PlaceView } from './place-view.ts'

/** A number and its place in the queue. Drawn anew by itself, with a script or (the page's `goesOn`) without. */
export function Place({ place, path }: { place: PlaceView; path: string }) {
  const { words } = usePage()
  const local = useLocal()
  const { label, venue, state, day, counter, ahead, range, asOf } = place
  const waits = state === 'waiting'
  return (
    <>
      <p className="place-lost" role="status" data-live-state="" data-lost={words('queue:place.lost')} />
      <div id="place" data-live={venue && !day ? `/live/${venue.code}` : undefined} data-refresh="30">
        <BigNumber label={words('queue:place.number')} value={label} />
        {venue && <p>{`${words('queue:place.venue')}：${local(venue.name)}`}</p>}
        {waits && (
          <>
            <p className="standing" role="status">
              {ahead ? words('queue:place.ahead', { count: ahead }) : words('queue:place.ahead-none')}
            </p>
            <p>{range ? words('queue:place.range', range) : words('queue:place.range-unknown')}</p>
            {range && <p className="quiet">{words('queue:place.range-what')}</p>}
          </>
        )}
        {!waits && (
          <Notice
            kind={state === 'called' ? 'warning' : 'info'}
            label={words('queue:place.number')}
            title={sentenceFor(words, state, { counter, day })}
          />
        )}
        <p className="quiet">
          {words('queue:place.as-of', { time: asOf })}{' '}
          <TextLink href={path}>{words('queue:place.reload')}</TextLink>
        </p>
      </div>
    </>
  )
}

function sentenceFor(
  words: ReturnType<typeof usePage>['words'],
  state: PlaceView['state'],
  { counter, day }: Pick<PlaceView, 'counter' | 'day'>,
): string {
  if (state === 'other-day') return words('queue:place.other-day', { day: day ?? '' })
  if (state === 'serving' && !counter) return words('queue:place.serving-here')
  return words(`queue:place.${state}`, { counter: counter ?? '' })
}
