import { randomUUID } from 'node:crypto'
import { mintBookingPass } from '@madoguchi/core/booking'

/** Of the programs that are measured. */
export const SIGNING_KEY = 'the signing key of the benchmark, not of anyone'

const until = new Date(Date.now() + 60 * 60_000)

/**
 * A request as it is after its visitor has shown a proof on the page before (docs/decisions/0014): what the booking itself
 * checks is real, and who is measured are visitors who come from there.
 */
export function provedRequest(tenantId: string): { request: string; pass: string } {
  const request = randomUUID()
  return { request, pass: mintBookingPass(SIGNING_KEY, { tenantId, requestId: request }, until) }
}
