import { randomUUID } from 'node:crypto'
import type { Database } from '@madoguchi/db'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { retryMessages, stuckMessages } from './stuck-messages.ts'

let test: TestDatabase
let office: Database
let [here, elsewhere]: string[] = []
const denied = { code: '42501' }
const walled = { message: expect.stringMatching(/row-level security/) }

beforeAll(async () => {
  test = await openTestDatabase()
  office = test.open('web_staff')
})
afterAll(() => test.close())
beforeEach(() => {
  ;[here, elsewhere] = [randomUUID(), randomUUID()]
})

const officer = (tenantId = here ?? '') => ({ role: 'staff', tenantId, subjectId: randomUUID() }) as const
const failed = (tenantId = here ?? '') =>
  factories.messages(test.owner, tenantId, { state: 'failed', lastError: 'refused', attempts: 1 })
const stateOf = async (id: string) =>
  (await test.owner`select state from app.messages where id = ${id}`)[0]?.state

it('a municipality sees its own messages only, and has only those tried again', async () => {
  const [mine, theirs] = [await failed(), await failed(elsewhere)]
  const seen = await stuckMessages(office, officer(), new Date())
  expect(seen.messages.map((it) => it.id)).toEqual([mine.id])
  const ids = [mine.id, theirs.id]
  expect(await retryMessages(office, officer(), { ids, roles: ['officer'] })).toEqual({ ok: true, value: 1 })
  expect([await stateOf(mine.id), await stateOf(theirs.id)]).toEqual(['queued', 'failed'])
})

it('an officer says of no message that it was sent, and rewrites none', async () => {
  const { id } = await failed()
  const as = (work: Parameters<typeof office.as<unknown>>[1]) => office.as(officer(), work)
  for (const state of ['sent', 'overtaken', 'failed'])
    await expect(
      as((tx) => tx`update app.messages set state = ${state} where id = ${id} -- tenant: the policy`),
    ).rejects.toMatchObject(walled)
  for (const column of ['recipient', 'subject', 'body', 'last_error', 'sent_at'])
    await expect(
      as((tx) => tx`update app.messages set ${tx(column)} = null where id = ${id} -- tenant: the policy`),
    ).rejects.toMatchObject(denied)
  const sent = await factories.messages(test.owner, here ?? '', { state: 'sent', sentAt: new Date() })
  await as((tx) => tx`update app.messages set state = 'queued' where id = ${sent.id} -- tenant: the policy`)
  expect(await stateOf(sent.id)).toBe('sent')
})

it('no address can be kept as the reason why a message did not leave', async () => {
  const { id } = await failed()
  const noted = test.owner`update app.messages set last_error = '550 <hanako@example.jp>' where id = ${id}`
  await expect(noted).rejects.toThrow('a_delivery_problem_is_known')
})

it('a change stays written down: nobody changes or removes it', async () => {
  const { id } = await factories.reservationChanges(test.owner, here ?? '')
  const gone = test.owner`delete from app.reservation_changes where id = ${id}`
  await expect(gone).rejects.toMatchObject({ code: 'P0403' })
  const office = test.open('web_staff')
  await expect(
    office.as(
      officer(),
      (tx) => tx`update app.reservation_changes set version = 9 -- tenant: refused before`,
    ),
  ).rejects.toMatchObject(denied)
})
