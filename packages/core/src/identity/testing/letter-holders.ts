import { createHash } from 'node:crypto'
import { factories, openTestDatabase } from '@madoguchi/db/testing'
import type { PlainDate } from '../../calendar.ts'
import { mintId } from '../../kernel.ts'
import { type Claim, identifyResident } from '../resident-sessions.ts'

export const now = new Date('2026-11-23T12:00:00+09:00')
export const BIRTH = '1990-05-05' as PlainDate
export const WRONG = '1990-05-06' as PlainDate
const MINUTE = 60_000
export const minutes = (count: number, from = now) => new Date(from.getTime() + count * MINUTE)
export const seconds = (count: number, from = now) => new Date(from.getTime() + count * 1000)

/** Bytes that stand for a number or an address, as their HMACs would. */
export const hmac = (name: string) => createHash('sha256').update(name).digest()

export type Claiming = { number: string; birth?: PlainDate; address?: string; at?: Date; tenantId?: string }
export type LetterHolders = Awaited<ReturnType<typeof openLetterHolders>>

/** A municipality whose residents hold letters, and strangers who guess. */
export async function openLetterHolders() {
  const test = await openTestDatabase()
  const db = test.open('web_booking')
  const tenantId = mintId<string>()
  await factories.tenants(test.owner, tenantId)
  const claim = ({ number, birth = BIRTH, address = 'home' }: Claiming): Claim => ({
    numberHmac: hmac(number),
    reservationNumber: null,
    birthDate: birth,
    addressHmac: hmac(address),
  })

  return {
    ...test,
    db,
    tenantId,
    claim,

    /** A letter that was sent: its number, and the card of somebody born on BIRTH. */
    async letter(number: string, over: { voidedAt?: Date; tenantId?: string } = {}): Promise<string> {
      const { tenantId: owner = tenantId, ...rest } = over
      const { cardId } = await factories.cardPeople(test.owner, owner, { birthDate: BIRTH })
      await factories.inquiryNumbers(test.owner, owner, { cardId, numberHmac: hmac(number), ...rest })
      return cardId
    },

    /** So many failures of others at one instant, each at a number and from an address of its own. */
    failures: (count: number, failedAt: Date, where: string) => test.owner`
      insert into app.guess_failures (tenant_id, address_hmac, number_hmac, failed_at)
      select ${where}, sha256(n::text::bytea), sha256(n::text::bytea), ${failedAt} from generate_series(1, ${count}) n`,

    /** One try; answers its reason, or 'identified'. */
    async try(claiming: Claiming): Promise<string> {
      const { at = now, tenantId: where = tenantId } = claiming
      const answer = await identifyResident(db, where, claim(claiming), at)
      return answer.ok ? 'identified' : answer.reason
    },
  }
}
