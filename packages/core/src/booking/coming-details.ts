import type { Comer, Coming } from './coming-rules.ts'
import type { ProxyReason } from './proxy-reason-rules.ts'

/** Who comes, where it is not the person as usual: what is not there is not sent along in a rush. */
export type ComingDetails = {
  comer?: Comer | undefined
  proxyReason?: ProxyReason | undefined
  hasNotice?: boolean | undefined
  changedSinceApplication?: true | undefined
  guardianIsOnRecord?: true | undefined
}

/** What a booking carries of what was said about who comes (app.write_booking). */
export const comingDetails = (it: Coming): ComingDetails => ({
  comer: it.comer === 'self' ? undefined : it.comer,
  proxyReason: it.reason ?? undefined,
  hasNotice: it.hasNotice ?? undefined,
  changedSinceApplication: it.changedSinceApplication || undefined,
  guardianIsOnRecord: it.guardianIsOnRecord || undefined,
})
