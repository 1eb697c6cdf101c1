import type { Actor, Database } from '@madoguchi/db'
import type { StaffId, TenantId, VenueId } from '../kernel.ts'
import { secretHash } from './session-secret.ts'
import { isSessionOver, isWorthNoting, type StaffRole } from './staff-session-rules.ts'
import { endSession, isAddressListed, noteSeen, saveVenueOf, sessionOf } from './staff-sessions.sql.ts'

/** An officer who has signed in, and where they said they are. */
export type Staff = {
  id: StaffId
  name: string
  roles: readonly StaffRole[]
  sessionId: string
  venueId: VenueId | null
}

/** Who stands at the gate: nobody may pass from an address that is not listed, whatever they hold. */
export type AtTheGate = { listed: false } | { listed: true; staff: Staff | null }

export type AtTheGateRequest = {
  secret: string | null
  address: string
  now: Date
  /** The page asked by itself: a board that refreshes must not keep alive a session that its officer has left. */
  unattended?: boolean
}

/** The gate itself, before anyone is identified. */
export const gateOf = (tenantId: TenantId): Actor => ({ role: 'staff', tenantId, subjectId: null })

/**
 * Asked on every request, not only at sign-in (security.md §1.1): is the address still in the list, and does the secret
 * still open a session of an active officer, from the same address, neither idle for 30 minutes nor older than 12 hours?
 */
export function staffAtTheGate(
  db: Database,
  tenantId: TenantId,
  { secret, address, now, unattended = false }: AtTheGateRequest,
): Promise<AtTheGate> {
  return db.as(gateOf(tenantId), async (tx) => {
    const [listed, session] = await Promise.all([
      isAddressListed(tx, tenantId, address),
      secret ? sessionOf(tx, tenantId, secretHash(secret), address) : undefined,
    ])
    if (!listed) return { listed }
    if (!session || isSessionOver(session, now)) return { listed, staff: null }

    if (!unattended && isWorthNoting(session, now)) await noteSeen(tx, tenantId, session.sessionId, now)
    const { id, name, roles, sessionId, venueId } = session
    return { listed, staff: { id, name, roles, sessionId, venueId } }
  })
}

/** Ends the session a secret opens. Ending it twice changes nothing. */
export const signOutStaff = (db: Database, tenantId: TenantId, secret: string, now: Date) =>
  db.as(gateOf(tenantId), async (tx) => void (await endSession(tx, tenantId, secretHash(secret), now)))

/** Remembers, for this session, at which venue the officer works. */
export const workAt = (db: Database, actor: Actor, staff: Staff, venueId: VenueId) =>
  db.as(
    actor,
    async (tx) => void (await saveVenueOf(tx, actor.tenantId as TenantId, staff.sessionId, venueId)),
  )
