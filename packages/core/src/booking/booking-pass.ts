import { createHmac, timingSafeEqual } from 'node:crypto'

type Form = { tenantId: string; requestId: string }

/**
 * Says that whoever holds this form has shown a proof (docs/decisions/0014), until then. It is good for one reservation, since
 * a request books once, in whichever copy of the program; so POST /book need not ask the database about it.
 */
export const mintBookingPass = (signingKey: string, form: Form, until: Date): string =>
  `${until.getTime()}.${signed(signingKey, form, until.getTime())}`

/** Is it ours, for this form of this municipality, and not over? */
export function isBookingPass(signingKey: string, form: Form, pass: string | null, now: Date): boolean {
  const [until = '', mark = ''] = (pass ?? '').split('.')
  const [shown, ours] = [Buffer.from(mark), Buffer.from(signed(signingKey, form, Number(until)))]
  return shown.length === ours.length && timingSafeEqual(shown, ours) && now.getTime() < Number(until)
}

const signed = (signingKey: string, { tenantId, requestId }: Form, until: number) =>
  createHmac('sha256', signingKey).update(`pass|${tenantId}|${requestId}|${until}`).digest('base64url')
