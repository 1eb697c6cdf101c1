import type { TenantVenue } from '@madoguchi/core/tenancy'
import { TextLink } from '@madoguchi/ui'
import { Fragment } from 'react'
import { usePage } from './page.tsx'
import { useLocal } from './use-local.ts'

/** Where to come: address, how to get there, map. */
export function VenueFacts({ venue }: { venue: TenantVenue }) {
  const { words } = usePage()
  const local = useLocal()
  return (
    <>
      <p>
        <strong>{local(venue.name)}</strong>
        {[venue.address, venue.access].map(
          (line) =>
            line && (
              <Fragment key={line.ja}>
                <br />
                {local(line)}
              </Fragment>
            ),
        )}
      </p>
      {venue.mapUrl && (
        <p className="venue-map">
          <TextLink href={venue.mapUrl} newWindow={words('common:page.new-window')}>
            {words('venue.map')}
          </TextLink>
        </p>
      )}
      {!venue.confirmed && <p className="quiet">{words('venue.unconfirmed')}</p>}
    </>
  )
}
