import { randomUUID } from 'node:crypto'
import { retryMessages, stuckMessages } from '@madoguchi/core/notices'
import { factories } from '@madoguchi/db/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { anAddress, type MailJobs, openMailJobs } from '../testing/open-mail-jobs.ts'
import { headerOf, now } from '../testing/open-office.ts'

let jobs: MailJobs

beforeAll(async () => {
  jobs = await openMailJobs()
})
afterAll(() => jobs?.close())
afterEach(() => jobs.setClock(now))

const stateOf = async (id: string) => (await jobs.messagesOf(id)).map((it) => it.state)

describe('an officer’s retry', () => {
  const db = () => jobs.office.open('web_staff')
  const actor = () => ({ role: 'staff', tenantId: jobs.office.tenantId, subjectId: randomUUID() }) as const
  const failed = async () => {
    const to = anAddress()
    const { id } = await jobs.office.reservation({ mail: to })
    jobs.openPost(false)
    await jobs.confirm(id).catch(() => {})
    jobs.openPost(true)
    const [message] = await jobs.messagesOf(id)
    await jobs.office.owner`delete from app.outbox where topic = 'message.send'`
    return { to, id, messageId: String(message?.id) }
  }

  it('sends the message once under its own id, however often it is pressed', async () => {
    const { to, id, messageId } = await failed()
    const retry = () => retryMessages(db(), actor(), { ids: [messageId], roles: ['officer'] })
    expect(await Promise.all([retry(), retry()])).toEqual(
      expect.arrayContaining([
        { ok: true, value: 1 },
        { ok: true, value: 0 },
      ]),
    )
    await jobs.send(id)
    expect(await stateOf(id)).toEqual(['sent'])
    const [mail, ...more] = await jobs.office.mails(to)
    expect(more).toEqual([])
    expect(mail && headerOf(mail, 'Message-ID')).toBe(`<${messageId}@madoguchi.example.jp>`)
    expect(await retry()).toEqual({ ok: true, value: 0 })
  })

  it('leaves alone what another job has in hand, until that one has been silent for two minutes', async () => {
    const { to, id, messageId } = await failed()
    const other = randomUUID()
    await jobs.office.owner`
      update app.messages set tried_by = ${other}, tried_at = ${now} where id = ${messageId}`
    await retryMessages(db(), actor(), { ids: [messageId], roles: ['officer'] })
    jobs.setClock(new Date(now.getTime() + 119_999))
    await expect(jobs.send(id)).rejects.toThrow(`message ${messageId} is in other hands`)
    expect(await jobs.office.mails(to)).toEqual([])
    jobs.setClock(new Date(now.getTime() + 120_000))
    await jobs.send(id)
    expect(await jobs.office.mails(to)).toHaveLength(1)
  })

  it('is not everybody’s part', async () => {
    const { id, messageId } = await failed()
    const asked = { ids: [messageId], roles: ['auditor', 'contractor'] } as const
    expect(await retryMessages(db(), actor(), asked)).toEqual({ ok: false, reason: 'not-your-part' })
    expect(await stateOf(id)).toEqual(['failed'])
  })

  it('is offered for what failed or waits too long, not for what is overtaken, sent or over', async () => {
    const listed = async (at = now) => (await stuckMessages(db(), actor(), at)).messages.map((it) => it.id)
    const { id, messageId } = await failed()
    expect(await listed()).toContain(messageId)
    expect(await listed(new Date('2026-12-05T09:30:00+09:00'))).not.toContain(messageId)
    await jobs.office.owner`update app.reservations set state = 'cancelled' where id = ${id}`
    expect(await listed()).not.toContain(messageId)

    const [waiting] = await Promise.all([
      factories.messages(jobs.office.owner, jobs.office.tenantId, { createdAt: now }),
      factories.messages(jobs.office.owner, jobs.office.tenantId, {
        state: 'sent',
        sentAt: now,
        createdAt: now,
      }),
    ])
    expect(await listed(new Date(now.getTime() + 5 * 60_000))).not.toContain(waiting.id)
    expect(await listed(new Date(now.getTime() + 5 * 60_000 + 1))).toContain(waiting.id)
  })

  it('would be in vain while the jobs stand still, which is said', async () => {
    await jobs.office.owner`delete from app.outbox`
    expect(await stuckMessages(db(), actor(), new Date())).toMatchObject({ stillSince: null })
    const { createdAt } = await factories.outbox(jobs.office.owner, jobs.office.tenantId, {
      topic: 'reservation.booked',
    })
    const later = new Date(createdAt.getTime() + 5 * 60_000 + 1)
    expect(await stuckMessages(db(), actor(), later)).toMatchObject({ stillSince: createdAt })
  })
})
