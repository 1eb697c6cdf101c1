import type { Actor } from '@madoguchi/db'
import { factories } from '@madoguchi/db/testing'
import { mintSecret } from '../../identity/session-secret.ts'
import { mintId, type RequestId, type SlotId } from '../../kernel.ts'
import { myWaiting } from '../waiting-list.ts'
import type { HolderPorts } from './open-holders.ts'
import { now } from './open-town.ts'

type Waiter = { actor: Actor; secretHash: Buffer; cardId: string }

/** Cards' owners who wait for any place on the day of a slot, and book what they are offered, or leave. */
export function openLine({ owner, visitors, desks, booked, details, tenant }: HolderPorts) {
  const waiters: Waiter[] = []
  const done = { wait: 0, accept: 0 }
  const desk = desks[0]!
  const mine = (it: Waiter) => myWaiting(visitors, it.actor, now)

  return {
    done,
    async wait(slotId: SlotId) {
      const [slot] = await owner<[{ venueId: string; laneId: string }]>`
        select venue_id, lane_id from app.slots where tenant_id = ${tenant()} and id = ${slotId}`
      const { id: cardId } = await factories.cards(owner, tenant(), {
        venueId: slot.venueId,
        state: 'stored',
      })
      const { hash: secretHash } = mintSecret()
      await factories.residentSessions(owner, tenant(), {
        ...{ tokenHash: secretHash, subjectId: cardId, cardId, createdAt: now },
        expiresAt: new Date(now.getTime() + 20 * 60_000),
      })
      const actor: Actor = { role: 'resident', tenantId: tenant(), subjectId: cardId }
      const ask = {
        ...{ procedureCode: 'P01', laneId: slot.laneId, venueId: null, homeVenueId: slot.venueId },
        ...{ otherVenueFrom: null, from: '2026-12-01', until: '2026-12-01', language: 'ja' },
        ...{
          mail: 'kaede@example.jp',
          telephone: null,
          policyVersion: 1,
          answerMinutes: 120,
          noticeMinutes: 0,
        },
      }
      const joined = await desk.line.join(actor, cardId, ask as never, now)
      if (!joined.ok) return
      waiters.push({ actor, secretHash, cardId })
      done.wait += 1
    },
    /** Whoever of them is offered something books it. */
    async accept() {
      for (const it of [...waiters]) {
        const waiting = await mine(it)
        const hold = waiting?.standing === 'offered' && (await desk.holds.look(tenant(), it.secretHash, now))
        if (!hold) continue
        const answer = await desk.take(
          tenant(),
          {
            ...{ requestId: mintId<RequestId>(), secretHash: it.secretHash, places: 1 },
            slotIds: [hold.slotId as SlotId],
            details: { ...details, pickup: true, cardStates: ['stored'], hold: hold.id },
          },
          now,
        )
        if (!answer.ok) continue
        booked.push({ id: answer.value.reservationId, actor: it.actor })
        done.accept += 1
      }
    },
    async empty() {
      for (const it of waiters.splice(0)) {
        const waiting = await mine(it)
        if (waiting) await desk.line.leave(it.actor, waiting.id, now)
      }
    },
  }
}
