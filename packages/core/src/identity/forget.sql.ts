import type { Tx } from '@madoguchi/db'

/** Failures of an address that are older than a day. */
export const forgetFailures = (tx: Tx, tenantId: string, now: Date) => tx`
  delete from app.guess_failures where tenant_id = ${tenantId} and failed_at < ${now}::timestamptz - interval '24 hours'`

/**
 * Guards of numbers at which nobody has failed, a day after they were last seen; others after thirty days without any try
 * and without a lock. A number at which a hundred tries failed stays closed.
 */
export const forgetGuards = (tx: Tx, tenantId: string, now: Date) => tx`
  delete from app.number_guards
  where tenant_id = ${tenantId} and lifetime < 100 and coalesce(locked_until, seen_at) < ${now}
    and seen_at < ${now}::timestamptz - case when lifetime = 0 then interval '24 hours' else interval '30 days' end`

/** Sessions that have been over for a day. */
export const forgetSessions = (tx: Tx, tenantId: string, now: Date) => tx`
  delete from app.resident_sessions where tenant_id = ${tenantId} and expires_at < ${now}::timestamptz - interval '24 hours'`

/** Proofs that would be too old to be shown again. */
export const forgetProofs = (tx: Tx, tenantId: string, now: Date) => tx`
  delete from app.used_proofs where tenant_id = ${tenantId} and until < ${now}`

/** Lines in which nobody has waited for a day. */
export const forgetLines = (tx: Tx, tenantId: string, now: Date) => tx`
  delete from app.waiting_lines where tenant_id = ${tenantId} and free_at < ${now}::timestamptz - interval '24 hours'`
