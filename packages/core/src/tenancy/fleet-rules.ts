export type TenantHealth = {
  /** Cards that are with the municipality, and those handed over. */
  cardsHere: number
  cardsIssued: number
  /** Reservations still ahead. */
  reservationsAhead: number
  freePlacesAhead: number
  lastSlotAt: Date | null
  policyVersion: number | null
  /** Messages not yet relayed, and since when the oldest waits. */
  waiting: number
  waitingSince: Date | null
}

/** What is wrong with a municipality; each is an i18n key. In the order of how soon somebody should look. */
export const TROUBLES = ['messages-stuck', 'no-policy', 'no-slots', 'slots-end-soon'] as const
export type Trouble = (typeof TROUBLES)[number]

const MINUTE = 60_000
const WEEK = 7 * 24 * 60 * MINUTE

/** Answers "is anyone in trouble?" for one municipality; empty when all is well. */
export function troublesOf(health: TenantHealth, now: Date): Trouble[] {
  const waits = health.waitingSince ? now.getTime() - health.waitingSince.getTime() : 0
  const slotsLast = health.lastSlotAt ? health.lastSlotAt.getTime() - now.getTime() : 0
  const found: Record<Trouble, boolean> = {
    'messages-stuck': waits > 5 * MINUTE,
    'no-policy': health.policyVersion === null,
    'no-slots': slotsLast <= 0,
    'slots-end-soon': slotsLast > 0 && slotsLast < WEEK,
  }
  return TROUBLES.filter((it) => found[it])
}
