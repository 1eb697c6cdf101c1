import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DeviceId } from '../kernel.ts'
import { allDevices, deviceOf, makeDevice, renewDevice, revokeDevice } from './devices.ts'
import { type Hall, now, openHalls } from './testing/open-hall.ts'

let halls: Awaited<ReturnType<typeof openHalls>>
let hall: Hall
beforeAll(async () => {
  halls = await openHalls()
})
beforeEach(async () => {
  hall = await halls.hall()
})
afterAll(() => halls.close())

const manager = () => ({ id: hall.hanako, roles: ['manager'] as const })
const make = () =>
  makeDevice(
    hall.db,
    hall.actor(hall.hanako),
    manager(),
    { venueId: hall.venueId, kind: 'board', name: '1階' },
    now,
  )
const opens = (key: string, tenantId = hall.tenantId) =>
  deviceOf(halls.open('web_booking'), { role: 'resident', tenantId, subjectId: null }, key)

describe('a board', () => {
  it('is opened by its key alone, at its own municipality, and only its hash is kept', async () => {
    const made = await make()
    if (!made.ok) throw new Error(made.reason)
    const { id, key } = made.value
    expect(await opens(key)).toEqual({ id, venueId: hall.venueId, kind: 'board' })
    expect(await opens(key, (await halls.hall()).tenantId)).toBeNull()
    for (const wrong of ['', 'x'.repeat(22), `${key}x`, key.slice(1)]) expect(await opens(wrong)).toBeNull()
    const rows = await hall.owner`select * from app.devices where tenant_id = ${hall.tenantId}`
    expect(JSON.stringify(rows)).not.toContain(key)
  })

  it('whose key was renewed is opened by the new one only; revoked, by none', async () => {
    const made = await make()
    if (!made.ok) throw new Error(made.reason)
    const fresh = await renewDevice(hall.db, hall.actor(hall.hanako), manager(), made.value.id, now)
    if (!fresh.ok) throw new Error(fresh.reason)
    expect(await opens(made.value.key)).toBeNull()
    expect(await opens(fresh.value.key)).toMatchObject({ kind: 'board' })
    await revokeDevice(hall.db, hall.actor(hall.hanako), manager(), fresh.value.id, now)
    expect(await opens(fresh.value.key)).toBeNull()
    const listed = await allDevices(hall.db, hall.actor(hall.hanako))
    expect(listed.map((it) => [it.name, it.madeBy, it.revokedBy])).toEqual(
      Array(2).fill(['1階', '窓口 花子', '窓口 花子']),
    )
  })

  it('is a manager’s to make and to close', async () => {
    const officer = { id: hall.jiro, roles: ['officer'] as const }
    const it = { venueId: hall.venueId, kind: 'board', name: '1階' } as const
    expect(await makeDevice(hall.db, hall.actor(hall.jiro), officer, it, now)).toEqual({
      ok: false,
      reason: 'not-your-part',
    })
    const gone = 'no-such' as DeviceId
    expect(await revokeDevice(hall.db, hall.actor(hall.jiro), officer, gone, now)).toMatchObject({
      ok: false,
    })
  })
})
