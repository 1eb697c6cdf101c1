/** What an officer may be (app.staff_members.roles). */
export const STAFF_ROLES = [
  'manager',
  'officer',
  'part_time',
  'contractor',
  'call_centre',
  'branch',
  'auditor',
] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

const MINUTE = 60_000
const IDLE = 30 * MINUTE
const OVERALL = 12 * 60 * MINUTE

/** Is a session over? After 30 minutes without a page, and after 12 hours in any case (security.md §5, Timeouts). */
export const isSessionOver = (session: { createdAt: Date; lastSeenAt: Date }, now: Date): boolean =>
  now.getTime() - session.lastSeenAt.getTime() >= IDLE ||
  now.getTime() - session.createdAt.getTime() >= OVERALL

/** Is it time to write down that the session was seen? Once a minute is enough: a page need not cost a write. */
export const isWorthNoting = (session: { lastSeenAt: Date }, now: Date): boolean =>
  now.getTime() - session.lastSeenAt.getTime() >= MINUTE

/**
 * The mail address under which Supabase Auth knows an officer. A login id without `@` is one of this municipality's own,
 * kept below .invalid (RFC 2606), where no mail can ever go. Null for what can be neither.
 */
export function authMailFor(loginId: string, tenantSlug: string): string | null {
  const id = loginId.normalize('NFKC').trim().toLowerCase()
  if (/^[a-z0-9][a-z0-9._-]{0,63}$/.test(id)) return `${id}@${tenantSlug}.staff.invalid`
  return /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(id) ? id : null
}

/** The same for the vendor's operators, who belong to no municipality. */
export const operatorMailFor = (loginId: string): string | null =>
  authMailFor(loginId, 'operator')?.replace(/@operator\.staff\.invalid$/, '@operator.invalid') ?? null
