import type { TenantVenue } from '@madoguchi/core/tenancy'
import { TextLink } from '@madoguchi/ui'
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
        <br />
        {local(venue.address)}
        <br />
        {local(venue.access)}
      </p>
      {venue.mapUrl && (
        <p>
          <TextLink href={venue.mapUrl} newWindow={words('common:page.new-window')}>
            {words('venue.map')}
          </TextLink>
        </p>
      )}
      {!venue.confirmed && <p className="quiet">{words('venue.unconfirmed')}</p>}
    </>
  )
}
