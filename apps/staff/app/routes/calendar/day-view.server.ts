import { leftOver, slotsOnDays } from '@madoguchi/core/availability'
import type { PlainDate } from '@madoguchi/core/calendar'
import type { TenantId } from '@madoguchi/core/kernel'
import { CHANNELS } from '@madoguchi/core/tenancy'
import { formatDateTime, formatTime } from '@madoguchi/i18n/format'
import type { OfficeContext } from '../../staff-context.ts'
import { nameIn } from './exception-view.server.ts'

/** A venue's slots of a day, lane by lane: what is taken, what each channel may still take, what is kept for whom and until when. */
export async function dayView(context: OfficeContext, venue: { code: string }, date: PlainDate) {
  const { db, actor, settings, t } = context
  const tenantId = actor.tenantId as TenantId
  const all = await db.as(actor, (tx) => slotsOnDays(tx, tenantId, { from: date, until: date }))
  const order = new Map(settings.lanes.map((it, at) => [it.code, at]))
  return all
    .filter((it) => it.venue === venue.code && it.state !== 'withdrawn')
    .toSorted(
      (a, b) =>
        (order.get(a.lane) ?? 0) - (order.get(b.lane) ?? 0) || a.startsAt.getTime() - b.startsAt.getTime(),
    )
    .map((slot) => {
      const { free, left, kept, unopened } = leftOver(slot)
      const { capacity: count, expected } = slot
      return {
        id: slot.id,
        lane: nameIn(settings.lanes, slot.lane),
        time: formatTime('ja', slot.startsAt),
        closing: slot.state === 'closing',
        capacity: expected > 0 ? t('calendar:day.expected', { count, expected }) : String(count),
        taken: count - free,
        left: CHANNELS.map((it) => (slot.state === 'open' ? left[it] : 0)),
        kept: [
          ...kept.map(({ channels, places }) =>
            t('calendar:day.kept-for', {
              channels: channels.map((it) => t(`calendar:hours.${it}`)).join('・'),
              places,
            }),
          ),
          ...(unopened > 0 ? [t('calendar:day.unopened', { places: unopened })] : []),
        ],
        release: slot.releaseAt && formatDateTime('ja', slot.releaseAt, { length: 'short' }),
      }
    })
}
