import type { Actor, Database } from '@madoguchi/db'
import type { TenantId } from '../kernel.ts'
import { exportsOf, type MadeExport, saveExport } from './export-log.sql.ts'
import type { Period } from './period-rules.ts'

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Writes down that figures were taken out of the product, by whom and from where. */
export const noteExport = (
  db: Database,
  actor: Actor & { subjectId: string },
  it: { format: ExportFormat; period: Pick<Period, 'from' | 'until'>; terminal: string },
  now: Date,
): Promise<unknown> =>
  db.as(actor, (tx) => saveExport(tx, actor.tenantId as TenantId, { ...it, by: actor.subjectId }, now))

const LISTED = 10

/** The last exports, the newest first. */
export const lastExports = (db: Database, actor: Actor): Promise<MadeExport[]> =>
  db.as(actor, (tx) => exportsOf(tx, actor.tenantId as TenantId, LISTED))
