import { CHANNELS } from './policy-rules.ts'
import type { Problem } from './problem.ts'
import type { TenantFile } from './tenant-file.ts'

/** What `booking` may not say of places: of venues and lanes that are not there, and twice of one channel. */
export function placesContradictionsIn({ booking, venues, lanes }: TenantFile): Problem[] {
  const { unusedPlaces = [], overbooking } = booking
  const known = { venues: venues.map((it) => it.code), lanes: lanes.map((it) => it.code) }
  const unknownIn = (it: There, path: PropertyKey[]) =>
    (['venues', 'lanes'] as const).flatMap((which) =>
      (it[which] ?? []).flatMap((code, at) =>
        known[which].includes(code)
          ? []
          : [{ path: [...path, which, at], message: `${NAMES[which]}「${code}」はありません` }],
      ),
    )
  return [
    ...unusedPlaces.flatMap((it, at) => unknownIn(it, ['booking', 'unusedPlaces', at])),
    ...(overbooking ? unknownIn(overbooking, ['booking', 'overbooking']) : []),
    ...unusedPlaces.flatMap((later, at) => {
      const earlier = unusedPlaces.findIndex(
        (it, index) =>
          index < at &&
          CHANNELS.some((channel) => it.channels.includes(channel) && later.channels.includes(channel)) &&
          share(it.venues, later.venues) &&
          share(it.lanes, later.lanes),
      )
      if (earlier < 0) return []
      const message = `booking.unusedPlaces[${earlier}] と、同じ拠点・受付区分・方法の開放が 2 回書かれています`
      return [{ path: ['booking', 'unusedPlaces', at], message }]
    }),
  ]
}

type There = { venues?: readonly string[] | undefined; lanes?: readonly string[] | undefined }

const NAMES = { venues: '拠点', lanes: '受付区分' } as const

const share = (a: readonly string[] | undefined, b: readonly string[] | undefined) =>
  !a || !b || a.some((it) => b.includes(it))
