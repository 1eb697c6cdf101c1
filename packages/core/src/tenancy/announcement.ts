import { z } from 'zod'
import { Words } from './tenant-fields.ts'

const Moment = z.iso
  .datetime({ offset: true, error: '日時は 2026-11-28T09:00:00+09:00 のように書いてください' })
  .transform((text) => new Date(text))

/** In the order in which they stand on the top page. */
export const ANNOUNCEMENT_KINDS = ['emergency', 'maintenance', 'information'] as const

/**
 * tenants/<slug>/notices/<name>.json: お知らせ on the top page, shown from `from` until `until`, or until the file is
 * taken away. `maintenance` says what stops and for how long (spec 7(1)イ).
 */
export const Announcement = z.strictObject({
  kind: z.enum(ANNOUNCEMENT_KINDS),
  from: Moment,
  until: Moment.optional(),
  title: Words,
  body: Words,
})
export type Announcement = z.infer<typeof Announcement>

/** What is to be shown at an instant: emergencies first, then maintenance, then information; the newest of each first. */
export const announcementsAt = <It extends Shown>(all: readonly It[], now: Date): It[] =>
  all
    .filter((it) => it.from <= now && (!it.until || now < it.until))
    .toSorted((a, b) => rank(a) - rank(b) || b.from.getTime() - a.from.getTime())

type Shown = Pick<Announcement, 'kind' | 'from'> & { until?: Date | null | undefined }
const rank = ({ kind }: Shown) => ANNOUNCEMENT_KINDS.indexOf(kind)
