import type { Tx } from '@madoguchi/db'
import type { PlainDate } from '../calendar.ts'
import type { TenantId } from '../kernel.ts'

type NewExport = {
  format: string
  period: { from: PlainDate; until: PlainDate }
  terminal: string
  by: string
}

export const saveExport = (
  tx: Tx,
  tenantId: TenantId,
  { format, period, terminal, by }: NewExport,
  now: Date,
) => tx`
  insert into app.data_exports (tenant_id, what, format, from_day, until_day, made_by, made_at, terminal)
  values (${tenantId}, 'statistics', ${format}, ${period.from}, ${period.until}, ${by}, ${now}, ${terminal})`

export type MadeExport = {
  id: string
  format: string
  fromDay: PlainDate
  untilDay: PlainDate
  by: string
  at: Date
}

export const exportsOf = (tx: Tx, tenantId: TenantId, most: number) => tx<MadeExport[]>`
  select e.id, e.format, e.from_day, e.until_day, s.name as by, e.made_at as at from app.data_exports e
  join app.staff_members s on s.tenant_id = e.tenant_id and s.id = e.made_by
  where e.tenant_id = ${tenantId} order by e.made_at desc, e.id desc limit ${most}`
