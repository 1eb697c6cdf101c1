import type { Actor, Database, Tx } from '@madoguchi/db'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId, type TenantId } from '../kernel.ts'

let database: TestDatabase
let db: Database
const here = mintId<TenantId>()
const elsewhere = mintId<TenantId>()
const staffOf = (tenantId: TenantId): Actor => ({ role: 'staff', tenantId, subjectId: null })

beforeAll(async () => {
  database = await openTestDatabase()
  db = database.open('web_staff')
  for (const tenantId of [here, elsewhere]) {
    const { id: staffId } = await factories.staffMembers(database.owner, tenantId)
    await factories.staffSessions(database.owner, tenantId, { staffId })
    await factories.addressRanges(database.owner, tenantId, { range: '192.0.2.0/24' })
  }
})
afterAll(() => database.close())

describe('the office of one municipality', () => {
  it.each(['staff_members', 'staff_sessions', 'address_ranges'])(
    'sees its own %s and no others',
    async (table) => {
      const seen = await db.as(
        staffOf(here),
        (tx) =>
          tx<
            { tenantId: string }[]
          >`select tenant_id from ${tx(`app.${table}`)} -- tenant: all that can be seen`,
      )
      expect(seen).toHaveLength(1)
      expect(seen[0]?.tenantId).toBe(here)
    },
  )

  it('cannot end a session next door', async () => {
    const { count } = await db.as(
      staffOf(here),
      (tx) => tx`update app.staff_sessions set ended_at = now() where tenant_id = ${elsewhere}`,
    )
    expect(count).toBe(0)
  })

  it.each([
    [
      'make itself a manager',
      (tx: Tx) => tx`update app.staff_members set roles = '{manager}' where tenant_id = ${here}`,
    ],
    ['hire somebody', (tx: Tx) => tx`insert into app.staff_members (tenant_id) values (${here})`],
    ['let an address in', (tx: Tx) => tx`insert into app.address_ranges (tenant_id) values (${here})`],
    [
      'move a session to another officer',
      (tx: Tx) => tx`update app.staff_sessions set staff_id = null where tenant_id = ${here}`,
    ],
    [
      'move a session to another address',
      (tx: Tx) => tx`update app.staff_sessions set address = '198.51.100.1' where tenant_id = ${here}`,
    ],
  ])('cannot %s', async (_what, attempt) => {
    await expect(db.as(staffOf(here), attempt)).rejects.toThrow(/permission denied/)
  })
})

describe('a resident', () => {
  it('cannot see who works in the office', async () => {
    const booking = database.open('web_booking')
    const resident: Actor = { role: 'resident', tenantId: here, subjectId: null }
    await expect(
      booking.as(resident, (tx) => tx`select name from app.staff_members where tenant_id = ${here}`),
    ).rejects.toThrow(/permission denied/)
  })
})
