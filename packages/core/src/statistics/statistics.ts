import type { Actor, Database } from '@madoguchi/db'
import { addDays, addMonths, dateAt, instantOf, type PlainDate } from '../calendar.ts'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import type { TenantId } from '../kernel.ts'
import { type FigureRow, inOrder } from './figure-rules.ts'
import type { Period } from './period-rules.ts'
import {
  type Backlog,
  backlogOf,
  type Expiring,
  expiringIn,
  type FreePlaces,
  figuresByProcedure,
  figuresOf,
  freePlacesIn,
} from './statistics.sql.ts'

/** Who sees the figures: whoever plans the work, or looks over it. No person is in them. */
export const maySeeStatistics = (roles: readonly StaffRole[]): boolean =>
  roles.some((role) => role === 'manager' || role === 'officer' || role === 'branch' || role === 'auditor')

/** Cards that are with the municipality and wait for their owner. */
const WAITING = ['received', 'preset', 'stored', 'notified', 'notice_returned', 'reminded']
const FREE_DAYS = 30
const FORECAST_MONTHS = 15

export type Statistics = {
  figures: FigureRow[]
  backlog: Backlog[]
  free: FreePlaces[]
  expiring: Expiring[]
}

/**
 * The figures of a municipality: visits of a period; and, as of now, cards without a reservation, free places of the next 30
 * days, and the cards that expire in the coming 15 months. Aggregates only, counted by the database.
 */
export const statisticsOf = (
  db: Database,
  actor: Actor,
  { from, until }: Pick<Period, 'from' | 'until'>,
  now: Date,
): Promise<Statistics> =>
  db.as(actor, async (tx) => {
    const tenantId = actor.tenantId as TenantId
    const span = { from: instantOf(from, '00:00'), before: instantOf(addDays(until, 1), '00:00') }
    const ahead = { from: now, before: instantOf(addDays(dateAt(now), FREE_DAYS + 1), '00:00') }
    const month = `${dateAt(now).slice(0, 7)}-01` as PlainDate
    const [all, procedures, backlog, free, expiring] = await Promise.all([
      figuresOf(tx, tenantId, span),
      figuresByProcedure(tx, tenantId, span),
      backlogOf(tx, tenantId, WAITING),
      freePlacesIn(tx, tenantId, ahead),
      expiringIn(tx, tenantId, month, addMonths(month, FORECAST_MONTHS)),
    ])
    return {
      figures: inOrder([...all, ...procedures]),
      backlog: [...backlog],
      free: [...free],
      expiring: [...expiring],
    }
  })
