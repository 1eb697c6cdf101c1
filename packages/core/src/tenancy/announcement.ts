import { z } from 'zod'
import { Words } from './tenant-fields.ts'

const Moment = z.iso
  .datetime({ offset: true, error: '日時は 2026-11-28T09:00:00+09:00 のように書いてください' })
  .transform((text) => new Date(text))

/**
 * tenants/<slug>/notices/<name>.json: お知らせ on the top page, shown from `from` until `until`. A `maintenance` notice
 * stands first and says what stops and for how long (spec 7(1)イ).
 */
export const Announcement = z.strictObject({
  kind: z.enum(['maintenance', 'news']),
  from: Moment,
  until: Moment,
  title: Words,
  body: Words,
})
export type Announcement = z.infer<typeof Announcement>

/** What is to be shown at an instant: maintenance first, then the newest. */
export const announcementsAt = (all: readonly Announcement[], now: Date): Announcement[] =>
  all
    .filter((it) => it.from <= now && now < it.until)
    .toSorted((a, b) =>
      a.kind === b.kind ? b.from.getTime() - a.from.getTime() : a.kind === 'maintenance' ? -1 : 1,
    )
