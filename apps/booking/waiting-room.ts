import { hash, randomUUID } from 'node:crypto'
import { joinLine, spendProof } from '@madoguchi/core/identity'
import type { Database } from '@madoguchi/db'
import { type Cookies, sealedText } from '@madoguchi/web'
import type { Awaited, Waiting } from './app/work/waiting.ts'
import type { Challenges } from './challenges.ts'
import type { BookingContext } from './make-page.ts'

const COOKIE = 'wait'
const TEN_MINUTES = 10 * 60

type Ports = { db: Database; cookies: Cookies; challenges: Challenges }

/**
 * Where somebody waits who has shown no proof yet (docs/decisions/0014). What goes on afterwards is kept by their own browser,
 * sealed. `seconds` is how long each waits; at one address it is one after the other.
 */
export function openWaitingRoom(
  { signingKey, seconds }: { signingKey: string; seconds: number },
  { db, cookies, challenges }: Ports,
) {
  const { seal, open } = sealedText(signingKey, 'waiting')
  const keep = (c: BookingContext, waiting: Waiting) =>
    cookies.write(c, COOKIE, seal(c.var.tenant.id, JSON.stringify(waiting)), TEN_MINUTES)

  return {
    begin(c: BookingContext, awaited: Awaited, now: Date) {
      keep(c, { ...awaited, id: randomUUID(), until: now.getTime() + TEN_MINUTES * 1000, over: null })
    },

    here(c: BookingContext, now: Date): Waiting | null {
      const sealed = cookies.read(c, COOKIE)
      const text = sealed ? open(c.var.tenant.id, sealed) : null
      const waiting: Waiting | null = text ? JSON.parse(text) : null
      return waiting && now.getTime() < waiting.until ? waiting : null
    },

    async isProved(
      c: BookingContext,
      waiting: Waiting,
      { solution, addressHmac }: { solution: string | null; addressHmac: Buffer },
      now: Date,
    ): Promise<boolean> {
      const { id, over, until, purpose } = waiting
      const tenantId = c.var.tenant.id
      const isOver = typeof over === 'number' && now.getTime() >= over
      const waited = () =>
        spendProof(db, tenantId, { proof: hash('sha256', `wait|${id}`, 'buffer'), until: new Date(until) })
      if ((await challenges.accept(tenantId, purpose, solution, now)) || (isOver && (await waited()))) {
        cookies.remove(c, COOKIE)
        return true
      }
      // A wait that was used up without its answer arriving (a tunnel, a reload) begins once more: nobody stands here for ever.
      if (typeof over !== 'number' || isOver) {
        const joined = await joinLine(db, tenantId, { addressHmac, seconds }, now)
        keep(c, { ...waiting, id: randomUUID(), over: joined?.getTime() ?? 'full' })
      }
      return false
    },
  }
}
