import { z } from 'zod'

/** What this program reads from its environment besides what every page app does. */
export const BOOKING_ENVIRONMENT = {
  INQUIRY_PEPPER: z.string().min(32),
  /** Tries that a browser's proof takes at least (docs/decisions/0014). */
  PROOF_WORK: z.coerce.number().int().min(1).max(100_000).default(100),
  /** How long whoever has no script waits instead. */
  PROOF_WAIT_SECONDS: z.coerce.number().int().min(1).max(60).default(10),
}
export type BookingEnvironment = z.infer<z.ZodObject<typeof BOOKING_ENVIRONMENT>>
