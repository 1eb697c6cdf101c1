import { randomUUID } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { openTwilioStandIn } from '@madoguchi/config/stand-ins/twilio-stand-in.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MailJobs, openMailJobs } from '../testing/open-mail-jobs.ts'
import { now } from '../testing/open-office.ts'
import { openSmsPost } from './sms-post.ts'

const account = {
  accountSid: `AC${'0'.repeat(32)}`,
  keySid: `SK${'1'.repeat(32)}`,
  keySecret: 'a secret of nobody',
  from: '+815000000000',
}
let jobs: MailJobs
let twilio: Awaited<ReturnType<typeof openTwilioStandIn>>

beforeAll(async () => {
  jobs = await openMailJobs()
  twilio = await openTwilioStandIn(account)
  jobs.openSms(openSmsPost({ ...account, url: twilio.url }))
  await sendsSms(true)
})
afterAll(async () => {
  twilio?.close()
  await jobs?.close()
})
beforeEach(() => void twilio.sent.splice(0))

async function sendsSms(yes: boolean) {
  const { owner, tenantId } = jobs.office
  await owner`update app.policies set document = document || jsonb_build_object('sms', ${yes}::boolean)
    where tenant_id = ${tenantId}`
  await jobs.readSettings()
}
const booked = (over: object = {}) =>
  jobs.office.reservation({ mail: null, telephone: '09000000000', bookedAt: new Date('2026-11-20'), ...over })
const messages = (id: string) => jobs.office.owner`
  select kind, channel, recipient, subject, state, last_error from app.messages
  where reservation_id = ${id} order by created_at, id`

describe(`a resident with a mobile number and no address ${req('2.E.1')}`, () => {
  it('is told what, which, when and where, and nothing about themselves, by one message each', async () => {
    const { id, shown } = await booked()
    await jobs.confirm(id)
    jobs.setClock(new Date('2026-12-03T10:00:00+09:00'))
    await jobs.remind()
    await jobs.send(id)
    expect(twilio.sent).toEqual([
      {
        to: '+819000000000',
        body: `【上尾市】予約を受け付けました。予約番号${shown} 12月5日（土）9時30分 上尾市役所`,
      },
      {
        to: '+819000000000',
        body: `【上尾市】ご予約の日が近づきました。予約番号${shown} 12月5日（土）9時30分 上尾市役所`,
      },
    ])
    expect(await messages(id)).toMatchObject([
      { kind: 'reservation.booked', channel: 'sms', recipient: '09000000000', subject: '', state: 'sent' },
      { kind: 'reservation.reminder', channel: 'sms', state: 'sent' },
    ])
  })

  it('who wants none, or cannot have any, is not tried again by itself, and is seen', async () => {
    const { id } = await booked()
    twilio.answer(twilio.refuse(400, 21610, 'Attempt to send to unsubscribed recipient'))
    await jobs.confirm(id)
    expect(await messages(id)).toMatchObject([{ state: 'failed', lastError: 'refused' }])
  })

  it('is told later when the service is away', async () => {
    const { id } = await booked()
    const key = randomUUID()
    twilio.answer({ status: 503 })
    await expect(jobs.confirm(id, 'reservation.booked', key)).rejects.toThrow('unreachable')
    await jobs.confirm(id, 'reservation.booked', key)
    expect(twilio.sent).toHaveLength(1)
    expect(await messages(id)).toMatchObject([{ state: 'sent', lastError: null }])
  })
})

/** A second version of the rules, in force from now on; the first stays as it is. */
async function rulesNow(version: number, sms: boolean) {
  const { owner, tenantId } = jobs.office
  await owner`
    insert into app.policies (tenant_id, version, effective_from, document, digest)
    select ${tenantId}, ${version}, ${now}, document || jsonb_build_object('sms', ${sms}::boolean), ${String(version)}
    from app.policies where tenant_id = ${tenantId} and version = 1`
  await jobs.readSettings()
}

describe('nobody is told by SMS', () => {
  it('where the municipality does not send them, or no longer does', async () => {
    const { id } = await booked()
    await rulesNow(2, false)
    await jobs.confirm(id)
    jobs.setClock(new Date('2026-12-03T10:00:00+09:00'))
    await jobs.remind()
    jobs.setClock(now)
    expect(await messages(id)).toEqual([])
  })

  it('who booked before it was said beside the field; who booked after it is', async () => {
    await rulesNow(3, true)
    const [before, after] = [await booked({ policyVersion: 2 }), await booked({ policyVersion: 3 })]
    for (const { id } of [before, after]) await jobs.confirm(id)
    expect(await messages(before.id)).toEqual([])
    expect(await messages(after.id)).toMatchObject([{ channel: 'sms', state: 'sent' }])
  })
})
