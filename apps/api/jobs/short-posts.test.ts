import { randomUUID } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { openLineStandIn } from '@madoguchi/config/stand-ins/line-stand-in.ts'
import { openTwilioStandIn } from '@madoguchi/config/stand-ins/twilio-stand-in.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openLinePost } from './line-post.ts'
import { openSmsPost } from './sms-post.ts'

const account = {
  accountSid: `AC${'0'.repeat(32)}`,
  keySid: `SK${'1'.repeat(32)}`,
  keySecret: 'a secret of nobody',
  from: '+815000000000',
}
const friend = `U${'a'.repeat(32)}`
const mail = (over: object = {}) => ({
  channel: 'sms' as const,
  sender: '上尾市',
  to: '090-0000-0000',
  subject: '',
  body: '【上尾市】予約1234-5674\n',
  calendar: null,
  messageId: randomUUID(),
  ...over,
})

let twilio: Awaited<ReturnType<typeof openTwilioStandIn>>
let line: Awaited<ReturnType<typeof openLineStandIn>>
let clock = 0
const now = () => clock
beforeAll(async () => {
  twilio = await openTwilioStandIn(account)
  line = await openLineStandIn('token')
})
afterAll(() => {
  twilio.close()
  line.close()
})
beforeEach(() => {
  clock = Date.parse('2026-12-01T00:00:00Z')
  twilio.sent.splice(0)
  line.pushed.splice(0)
})

const sms = (over = account) => openSmsPost({ ...over, url: twilio.url }, now)
const push = (accessToken = 'token') => openLinePost({ accessToken }, line.url, now)
const again = { code: 'ECONNECTION', permanent: false }

describe(`a short message ${req('2.E.1')}`, () => {
  it('goes to the number as the world writes it', async () => {
    for (const to of ['090-0000-0000', '09000000000', '+819000000000']) await sms()(mail({ to }))
    expect(twilio.sent).toEqual(Array(3).fill({ to: '+819000000000', body: '【上尾市】予約1234-5674' }))
  })

  it.each([
    ['no number', '090', 0, 'EADDRESS'],
    ['a number that Twilio knows to be none', '09000000000', 21211, 'EADDRESS'],
    ['a telephone that takes none', '09000000000', 21614, 'EADDRESS'],
    ['somebody who wants none', '09000000000', 21610, 'EENVELOPE'],
  ])('to %s is given up, and says no number', async (_, to, says, code) => {
    if (says) twilio.answer(twilio.refuse(400, says, 'Invalid mobile number +819000000000'))
    const defect = await sms()(mail({ to })).catch((it: unknown) => it)
    expect(defect).toMatchObject({ code, permanent: true })
    expect(String(defect)).not.toMatch(/090|8190|Invalid|mobile/)
    expect(twilio.sent).toEqual([])
  })

  it.each([
    ['the service fails', { status: 503, json: { code: 20503, message: 'x', status: 503 } }],
    ['the line goes dead', { status: 0, drop: true }],
    ['it answers what is no JSON', { status: 500 }],
  ])('is tried again when %s', async (_, told) => {
    twilio.answer(told)
    const post = sms()
    await expect(post(mail())).rejects.toMatchObject(again)
    await post(mail())
    expect(twilio.sent).toHaveLength(1)
  })

  it('waits when the key is wrong: it leaves once that is mended', async () => {
    await expect(sms({ ...account, keySecret: 'wrong' })(mail())).rejects.toMatchObject(again)
    await expect(sms({ ...account, from: 'wrong' })(mail())).rejects.toMatchObject(again)
  })
})

describe(`a message to a friend on LINE ${req('2.E.1')}`, () => {
  it('arrives once, however often it is handed over under its id', async () => {
    const message = mail({ to: friend })
    await push()(message)
    await push()(message)
    expect(line.pushed).toEqual([
      { to: friend, text: '【上尾市】予約1234-5674', retryKey: message.messageId },
    ])
  })

  it('is given up when it cannot be right, and tried again when the service or the token fails', async () => {
    await expect(push()(mail({ to: 'nobody' }))).rejects.toMatchObject({ code: 'EADDRESS', permanent: true })
    await expect(push()(mail({ to: friend, body: '' }))).rejects.toMatchObject({
      code: 'EENVELOPE',
      permanent: true,
    })
    await expect(push('old')(mail({ to: friend }))).rejects.toMatchObject(again)
    for (const told of [
      { status: 500, json: { message: 'Internal Server Error' } },
      { status: 0, drop: true },
    ]) {
      line.answer(told)
      await expect(push()(mail({ to: friend }))).rejects.toMatchObject(again)
    }
    expect(line.pushed).toEqual([])
  })
})

describe.each([
  ['SMS', () => sms(), () => twilio, () => twilio.sent, '09000000000'],
  ['LINE', () => push(), () => line, () => line.pushed, friend],
] as const)('too many at once on %s', (_, open, service, arrived, to) => {
  it.each([
    ['in seconds', '30', 30],
    ['as a date', 'Tue, 01 Dec 2026 00:00:30 GMT', 30],
    ['not at all', undefined, 60],
  ])('is not asked again before it wants to be, said %s', async (_how, said, seconds) => {
    const post = open()
    service().answer({
      status: 429,
      json: { message: 'Too Many Requests' },
      ...(said && { headers: { 'retry-after': said } }),
    })
    await expect(post(mail({ to }))).rejects.toMatchObject(again)
    clock += seconds * 1000 - 1
    await expect(post(mail({ to }))).rejects.toMatchObject(again)
    expect(arrived()).toEqual([])
    clock += 1
    await post(mail({ to }))
    expect(arrived()).toHaveLength(1)
  })
})
