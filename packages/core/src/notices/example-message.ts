import { usualComing } from '../booking/coming-rules.ts'
import { addDays, dateAt, instantOf, plainDate } from '../calendar.ts'
import type { TenantVenue } from '../tenancy/index.ts'
import type { Language, LocalText, Policy } from '../tenancy/policy-rules.ts'
import type { ActTold, BookedReservation } from './messages.sql.ts'

/** A reservation of nobody's, and an act about it, from which a sample is written: at the first venue, in a week, for the first procedure. */
export function exampleVisit(
  { policy, venues, now }: { policy: Policy; venues: readonly TenantVenue[]; now: Date },
  language: Language,
  reason: LocalText,
): { reservation: BookedReservation; told: ActTold } {
  const [venue] = venues
  const procedure = policy.procedures.find((it) => it.booking !== 'none')
  if (!venue || !procedure) throw new Error('a municipality without a venue or a procedure')
  const day = addDays(dateAt(now), 7)
  const birthDate = plainDate('1985-11-03')
  const reservation: BookedReservation = {
    id: '00000000-0000-7000-8000-000000000001',
    number: '12345674',
    state: 'confirmed',
    version: 2,
    changedVersion: 2,
    venueId: venue.id,
    venueName: venue.name as BookedReservation['venueName'],
    venueAddress: (venue.address ?? null) as BookedReservation['venueAddress'],
    procedureCode: procedure.code,
    moreProcedures: [],
    along: [],
    coming: usualComing(procedure, birthDate, day),
    birthDate,
    expiresOn: null,
    startsAt: instantOf(day, '09:30'),
    since: now,
    minutes: procedure.minutes,
    language,
    mail: 'example@example.jp',
    formerMail: 'example@example.jp',
    telephone: null,
    bookedBy: 'web',
    policyVersion: 1,
  }
  const before = { startsAt: instantOf(addDays(day, -1), '14:00'), venueId: venue.id, venueName: venue.name }
  const answerBy = instantOf(addDays(dateAt(now), 4), '00:00')
  return { reservation, told: { reason, before, answerBy } }
}
