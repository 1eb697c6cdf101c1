import type { allDevices, DeviceKind } from '@madoguchi/core/queue'
import { formatDateTime } from '@madoguchi/i18n/format'
import type { OfficeContext } from '../../staff-context.ts'

type Device = Awaited<ReturnType<typeof allDevices>>[number]
export type DeviceLine = ReturnType<typeof deviceView>

/** A device in the words of the page. */
export function deviceView(it: Device, { venues, t }: OfficeContext) {
  const at = (when: Date | null) => when && formatDateTime('ja', when, { length: 'short' })
  const by = (when: Date, name: string) => t('calling:devices.by', { at: at(when), name })
  return {
    id: it.id,
    kind: it.kind,
    name: it.name,
    venue: venues.find((venue) => venue.id === it.venueId)?.name.ja ?? '',
    made: by(it.madeAt, it.madeBy),
    seen: at(it.lastSeenAt),
    revoked: it.revokedAt && by(it.revokedAt, it.revokedBy ?? ''),
  }
}

/** What is shown of a key, this once: an address to open, or what a machine sends with each question. */
export const shownOnce = (kind: DeviceKind, key: string, { bookingOrigin, tenant }: OfficeContext) => ({
  kind,
  shown: kind === 'machine' ? `${tenant.slug}.${key}` : `${bookingOrigin ?? ''}/${kind}/${key}`,
})
