import { visitsLately } from '@madoguchi/core/availability'
import type { TenantId } from '@madoguchi/core/kernel'
import type { Policy } from '@madoguchi/core/tenancy'
import type { OfficeContext } from '../../staff-context.ts'
import { nameIn } from '../calendar/exception-view.server.ts'

/** 見込みの定員: by which rules, and from how many visits of each lane; null when the municipality does not overbook. */
export async function expectedView(context: OfficeContext, { booking }: Policy, venue: string) {
  const { overbooking } = booking
  if (!overbooking || !(overbooking.venues?.includes(venue) ?? true)) return null
  const { db, actor, settings, now, t } = context
  const visits = await db.as(actor, (tx) => visitsLately(tx, actor.tenantId as TenantId, settings, now))
  const here = visits.filter((it) => it.venue === venue && (overbooking.lanes?.includes(it.lane) ?? true))
  return {
    what: t('calendar:hours.expected.what', {
      percent: overbooking.mostPercent,
      places: overbooking.mostPlaces,
      weeks: overbooking.weeks,
    }),
    lanes: here.map((it) =>
      t(`calendar:hours.expected.${it.visits < overbooking.leastVisits ? 'few' : 'share'}`, {
        lane: nameIn(settings.lanes, it.lane),
        share: Math.round((it.missed / it.visits) * 1000) / 10,
        visits: it.visits,
        missed: it.missed,
        least: overbooking.leastVisits,
      }),
    ),
  }
}
