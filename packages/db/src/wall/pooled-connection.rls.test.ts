import { randomUUID } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor, Database } from '../index.ts'
import { factories, openTestDatabase, type TestDatabase } from '../testing/index.ts'

let test: TestDatabase
let db: Database
let pid: number
const tenantId = randomUUID()
let slotId: string
const actor: Actor = { role: 'resident', tenantId, subjectId: randomUUID() }

const nobody = { user: 'web_booking', session: 'web_booking', tenant: '', subject: '', limit: '5s' }

/** Who the pool's one connection is right now, outside every transaction. */
const whoIsThere = () =>
  db.alone(tenantId, async (sql) => {
    const [row] = await sql<(typeof nobody & { pid: number })[]>`
      select pg_backend_pid() as pid, current_user as user, session_user as session,
        coalesce(current_setting('app.tenant_id', true), '') as tenant,
        coalesce(current_setting('app.subject_id', true), '') as subject,
        current_setting('statement_timeout') as limit`
    return row!
  })

beforeAll(async () => {
  test = await openTestDatabase()
  slotId = (await factories.slots(test.owner, tenantId)).id
  db = test.open('web_booking', { max: 1, perTenant: 1 })
  pid = (await whoIsThere()).pid
})
afterAll(() => test.close())

describe(`the one connection of a pool ${req('1.D.12')}`, () => {
  it('is somebody inside db.as, and nobody after it', async () => {
    const inside = await db.as(
      actor,
      (tx) => tx`
      select pg_backend_pid() as pid, current_user as user, app.tenant_id() as tenant, app.subject_id() as subject`,
    )
    expect([...inside]).toEqual([{ pid, user: 'resident', tenant: tenantId, subject: actor.subjectId }])
    expect(await whoIsThere()).toEqual({ ...nobody, pid })
  })

  it('is nobody after an error in a statement', async () => {
    await expect(db.as(actor, (tx) => tx`select 1 / 0`)).rejects.toMatchObject({ code: '22012' })
    expect(await whoIsThere()).toEqual({ ...nobody, pid })
  })

  it('is nobody after an error in the work itself', async () => {
    const failing = db.as(actor, async (tx) => {
      await tx`select from app.venues where tenant_id = ${tenantId}`
      throw new Error('the work failed')
    })
    await expect(failing).rejects.toThrow('the work failed')
    expect(await whoIsThere()).toEqual({ ...nobody, pid })
  })

  it('is nobody when entering itself was refused', async () => {
    const entering = db.as({ ...actor, role: 'staff' }, (tx) => tx`select from app.venues`)
    await expect(entering).rejects.toMatchObject({ code: '42501' })
    expect(await whoIsThere()).toEqual({ ...nobody, pid })
  })

  it.each([
    ['take_places', () => takePlaces()],
    ['take_places_batch', () => takeBatch()],
  ])('is nobody after %s outside a transaction block', async (_, take) => {
    expect(await take()).toEqual([expect.objectContaining({ outcome: 'session-over' })])
    expect(await whoIsThere()).toEqual({ ...nobody, pid })
    await expect(db.alone(tenantId, (sql) => sql`select from app.venues`)).rejects.toMatchObject({
      code: '42501',
    })
  })

  it('is nobody after a place was taken', async () => {
    const { tokenHash, subjectId } = await factories.residentSessions(test.owner, tenantId)
    const slot = await factories.slots(test.owner, tenantId)
    const details = { language: 'ja', policyVersion: 1, procedure: 'certificate-renewal' }
    const [taken] = await db.alone(
      tenantId,
      (sql) => sql<[{ outcome: string; reservationId: string }]>`
      select outcome, reservation_id from app.take_places(${tenantId}, ${tokenHash}, now(), ${randomUUID()}, ${randomUUID()},
        'R2', ${[slot.id]}, 1, ${sql.json(details)})`,
    )
    expect(taken.outcome).toBe('taken')
    const [row] = await test.owner`select subject_id from app.reservations where id = ${taken.reservationId}`
    expect(row).toEqual({ subjectId })
    expect(await whoIsThere()).toEqual({ ...nobody, pid })
  })

  it('belongs to the next one who enters, and to nobody of before', async () => {
    await db.as(actor, (tx) => tx`select 1`)
    const next = { ...actor, tenantId: randomUUID(), subjectId: null }
    const seen = await db.as(
      next,
      (tx) => tx`
      select app.tenant_id() as tenant, app.subject_id() as subject, (select count(*)::int from app.venues) as venues`,
    )
    expect([...seen]).toEqual([{ tenant: next.tenantId, subject: null, venues: 0 }])
  })
})

const takePlaces = () =>
  db.alone(tenantId, async (sql) => [
    ...(await sql`select outcome from app.take_places(${tenantId}, ${randomUUID()}::text::bytea, now(), ${randomUUID()},
      ${randomUUID()}, 'R1', ${[randomUUID()]}, 1, '{}')`),
  ])

const takeBatch = () =>
  db.alone(tenantId, async (sql) => [
    ...(await sql`select outcome from app.take_places_batch(${tenantId}, now(), ${sql.json([
      {
        request: randomUUID(),
        secret: '00',
        id: randomUUID(),
        number: 'R1',
        slot: slotId,
        wanted: 1,
        details: {},
      },
    ])})`),
  ])
