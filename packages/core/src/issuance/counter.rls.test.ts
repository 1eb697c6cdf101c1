import type { Actor, Database, Tx } from '@madoguchi/db'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId, type TenantId } from '../kernel.ts'

let database: TestDatabase
let db: Database
let cardId: string
let staffId: string
const here = mintId<TenantId>()
const elsewhere = mintId<TenantId>()
const staffOf = (tenantId: TenantId): Actor => ({ role: 'staff', tenantId, subjectId: null })

beforeAll(async () => {
  database = await openTestDatabase()
  db = database.open('web_staff')
  staffId = (await factories.staffMembers(database.owner, here)).id
  cardId = (await factories.cards(database.owner, here, { state: 'stored' })).id
  await factories.inquiryNumbers(database.owner, here, { cardId, numberHmac: Buffer.alloc(32, 7) })
  await factories.tenants(database.owner, elsewhere)
  await db.as(staffOf(here), checkIn)
})
afterAll(() => database.close())

const checkIn = (tx: Tx) => tx<{ recordCustody: number | null }[]>`
  select app.record_custody(${cardId}, 'stored', 'check_in', 'stored', null, ${staffId}, null, '192.0.2.7', null, null,
    now()) -- tenant: entered`

describe('the custody of a card', () => {
  it.each([
    ['changed', (tx: Tx) => tx`update app.custody_events set reason = 'other' where tenant_id = ${here}`],
    ['removed', (tx: Tx) => tx`delete from app.custody_events where tenant_id = ${here}`],
  ])('is never %s by the office', async (_what, attempt) => {
    await expect(db.as(staffOf(here), attempt)).rejects.toThrow(/permission denied/)
  })

  it('is never changed by the owner of the table either', async () => {
    const change = database.owner`update app.custody_events set reason = 'other' where tenant_id = ${here}`
    await expect(change).rejects.toThrow(/never changed or removed/)
  })

  it('takes no event from next door', async () => {
    expect(await db.as(staffOf(elsewhere), checkIn)).toEqual([{ recordCustody: null }])
  })
})

describe('a 照会番号', () => {
  const ask = (actor: Actor, as = db) =>
    as.as(
      actor,
      (tx) =>
        tx`select card_id, voided from app.card_of_inquiry_number(${Buffer.alloc(32, 7)}) -- tenant: entered`,
    )

  it('leads the office to its card, and nobody next door', async () => {
    expect(await ask(staffOf(here))).toMatchObject([{ cardId, voided: false }])
    expect(await ask(staffOf(elsewhere))).toEqual([])
  })

  it('cannot be listed by the office', async () => {
    await expect(
      db.as(staffOf(here), (tx) => tx`select number_hmac from app.inquiry_numbers where tenant_id = ${here}`),
    ).rejects.toThrow(/permission denied/)
  })

  it('leads a resident nowhere', async () => {
    const resident: Actor = { role: 'resident', tenantId: here, subjectId: null }
    await expect(ask(resident, database.open('web_booking'))).rejects.toThrow(/permission denied/)
  })
})
