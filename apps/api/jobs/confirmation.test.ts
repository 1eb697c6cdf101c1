import { randomUUID } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { openTenantDirectory, openTenantSettings } from '@madoguchi/core/tenancy'
import type { Task } from '@madoguchi/db/queue'
import { openLanguages } from '@madoguchi/i18n'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headerOf, now, type Office, openOffice } from '../testing/open-office.ts'
import { openPost } from './post.ts'
import { openTasks } from './tasks.ts'

let office: Office
let tasks: Record<string, Task>
let posts: ReturnType<typeof openPost>[]
const sender = { name: 'マイナンバーカード予約', address: 'noreply@madoguchi.example.jp' }
/** Where the mails go: the mailbox, or a port at which nobody listens. */
let isPostOpen = true
const closers: (() => Promise<void>)[] = []

beforeAll(async () => {
  office = await openOffice()
  const db = office.open('web_api')
  const directory = await openTenantDirectory(db, 'booking')
  const settings = await openTenantSettings(db, 'machine')
  closers.push(directory.close, settings.close)
  posts = [openPost(office.smtpUrl, sender), openPost('smtp://127.0.0.1:1', sender)]
  tasks = openTasks({
    db,
    directory,
    settings,
    languages: openLanguages(),
    post: (mail) => posts[isPostOpen ? 0 : 1]!.post(mail),
    keys: { pepper: 'x', seal: 'x' },
    addressOf: (host) => `https://${host}`,
    now: () => now,
    log: () => {},
  })
})
afterAll(async () => {
  for (const { close } of posts) close()
  await Promise.all(closers.map((close) => close()))
  await office.close()
})

const confirm = (reservationId: string, topic = 'reservation.booked', outboxId: string = randomUUID()) =>
  tasks[topic]!({ tenantId: office.tenantId, outboxId, topic, ids: { reservationId } })
const messagesOf = (reservationId: string) => office.owner`
  select idempotency_key, kind, language, state, attempts, last_error, sent_at from app.messages
  where reservation_id = ${reservationId} order by created_at`
let serial = 0
const anAddress = () => `hanako${serial++}@example.jp`

const LINES = {
  ja: {
    booked: [
      '上尾市',
      '予約を受け付けました。',
      '予約番号：1234-5674',
      '日時：令和8年12月5日（土）9時30分',
      '場所：上尾市役所',
      '住所：埼玉県上尾市本町三丁目 1 番 1 号',
      '手続：カードの受け取り（はじめての方）',
      '■ お持ちいただくもの',
      '・交付通知書（はがき）',
      'https://ageo.localhost/my',
    ],
    subject: '【上尾市】予約を受け付けました 12月5日（土）9時30分',
    cancelled: '次の予約を取り消しました。',
  },
  'ja-easy': {
    booked: [
      'よやくを うけつけました。',
      'よやくの ばんごう：1234-5674',
      '日と 時間：2026年12月5日（土曜日） 9時30分',
      'ばしょ：上尾市役所（あげおしやくしょ）',
      '■ もってくるもの',
      'https://ageo.localhost/my',
    ],
    subject: '【上尾市（あげおし）】よやくを うけつけました',
    cancelled: 'この よやくを とりけしました。',
  },
  en: {
    booked: [
      'Ageo City',
      'We have received your reservation.',
      'Reservation number: 1234-5674',
      'Date and time: Saturday, 5 December 2026',
      'Place: Ageo City Hall',
      'Address: 3-1-1 Honcho, Ageo, Saitama',
      'Procedure: Pick up your card (first card)',
      '■ What to bring',
      '・The issuance notice (postcard)',
      'https://ageo.localhost/my',
    ],
    subject: '[Ageo City] Your reservation:',
    cancelled: 'The following reservation was cancelled.',
  },
} as const

describe.each(Object.entries(LINES))('a confirmation in %s', (language, expected) => {
  it(`says what was booked, when, where, what to bring and where to change it ${req('1.F.10')}`, async () => {
    const to = anAddress()
    const { id, shown } = await office.reservation({ mail: to, language })
    await confirm(id)
    const [mail, ...more] = await office.mails(to)
    expect(more).toEqual([])
    expect(mail?.subject).toContain(expected.subject)
    for (const line of expected.booked) expect(mail?.text).toContain(line.replace('1234-5674', shown))
    expect(mail?.text).not.toMatch(/\{\{|undefined|\[object/)
  })

  it('of a cancellation offers to book anew, and tells nobody to bring anything', async () => {
    const to = anAddress()
    const { id } = await office.reservation({ mail: to, language, state: 'cancelled' })
    await confirm(id, 'reservation.cancelled')
    const [mail] = await office.mails(to)
    expect(mail?.text).toContain(expected.cancelled)
    expect(mail?.text).toContain('https://ageo.localhost/\n')
    expect(mail?.text).not.toContain('■')
  })
})

describe('a confirmation', () => {
  it(`comes from the one sender, by machine, as plain text, under the key it was asked with ${req('1.F.10')}`, async () => {
    const [to, key] = [anAddress(), randomUUID()]
    const { id } = await office.reservation({ mail: to })
    await confirm(id, 'reservation.booked', key)
    const [mail] = await office.mails(to)
    if (!mail) throw new Error('no mail')
    expect(mail.from).toBe('"マイナンバーカード予約" <noreply@madoguchi.example.jp>')
    expect(headerOf(mail, 'To')).toBe(to)
    expect(headerOf(mail, 'Message-ID')).toBe(`<${key}@madoguchi.example.jp>`)
    expect(headerOf(mail, 'Auto-Submitted')).toBe('auto-generated')
    expect(headerOf(mail, 'Content-Type')).toContain('text/plain; charset=utf-8')
  })

  it('asked for twice under one key is sent once', async () => {
    const [to, key] = [anAddress(), randomUUID()]
    const { id } = await office.reservation({ mail: to })
    await confirm(id, 'reservation.booked', key)
    await confirm(id, 'reservation.booked', key)
    expect(await office.mails(to)).toHaveLength(1)
    expect(await messagesOf(id)).toMatchObject([
      { idempotencyKey: key, state: 'sent', attempts: 1, sentAt: now },
    ])
  })

  it('that the post does not take is failed and tried again, with the words and the key it had', async () => {
    const [to, key] = [anAddress(), randomUUID()]
    const { id, shown } = await office.reservation({ mail: to })
    isPostOpen = false
    await expect(confirm(id, 'reservation.booked', key)).rejects.toThrow(
      /^the post did not take message [0-9a-f-]+: E/,
    )
    isPostOpen = true
    expect(await messagesOf(id)).toMatchObject([
      { state: 'failed', attempts: 1, lastError: expect.stringMatching(/^E/), sentAt: null },
    ])
    await office.owner`update app.reservations set number = '99999999' where id = ${id}`

    await confirm(id, 'reservation.booked', key)
    const [mail, ...more] = await office.mails(to)
    expect(more).toEqual([])
    expect(mail?.text).toContain(shown)
    expect(mail && headerOf(mail, 'Message-ID')).toBe(`<${key}@madoguchi.example.jp>`)
    expect(await messagesOf(id)).toMatchObject([{ state: 'sent', attempts: 2, lastError: null, sentAt: now }])
  })

  it('is not sent to whoever left no address', async () => {
    const { id } = await office.reservation({ mail: null })
    await confirm(id)
    expect(await messagesOf(id)).toEqual([])
  })

  it('of a booking that was cancelled meanwhile is not sent: the cancellation says it all', async () => {
    const to = anAddress()
    const { id } = await office.reservation({ mail: to, state: 'cancelled' })
    await confirm(id, 'reservation.cancelled')
    await confirm(id, 'reservation.booked')
    await confirm(id, 'reservation.changed')
    expect((await messagesOf(id)).map((it) => it.kind)).toEqual(['reservation.cancelled'])
    expect(await office.mails(to)).toHaveLength(1)
  })

  it('quotes no address in what is thrown or kept', async () => {
    isPostOpen = false
    const { id } = await office.reservation({ mail: 'secret@example.jp' })
    const thrown = await confirm(id).catch((defect: Error) => `${defect.message} ${defect.stack}`)
    isPostOpen = true
    expect(thrown).not.toContain('secret')
    expect((await messagesOf(id))[0]?.lastError).not.toContain('secret')
  })
})

describe('an address that is not one address', () => {
  it.each([
    'x@example.jp\r\nBcc: y@example.jp',
    'x@example.jp\nSubject: hello',
    'x@example.jp, y@example.jp',
    'x@example.jp y@example.jp',
    '"x y" <x@example.jp>',
    'x@example.jp>',
    'x@y@example.jp',
    'x',
    '',
  ])('%j gets no mail, and nobody else does', async (to) => {
    const key = randomUUID()
    const posting = posts[0]!.post({ to, subject: 's', body: 'b', messageId: key })
    await expect(posting).rejects.toMatchObject({ code: 'EADDRESS' })
    expect(await office.mails('y@example.jp')).toEqual([])
  })

  it('nor can a subject bring a header with it', async () => {
    const to = anAddress()
    await posts[0]!.post({ to, subject: 'hello\r\nBcc: y@example.jp', body: 'b', messageId: randomUUID() })
    const [mail] = await office.mails(to)
    expect(mail?.subject).toBe('hello Bcc: y@example.jp')
    expect(mail && headerOf(mail, 'Bcc')).toBe('')
    expect(mail?.to).toEqual([to])
  })

  it('kept in a reservation all the same fails its message, and is seen', async () => {
    const { id } = await office.reservation({ mail: 'x@example.jp\r\nBcc: y@example.jp' })
    await expect(confirm(id)).rejects.toThrow('EADDRESS')
    expect(await messagesOf(id)).toMatchObject([{ state: 'failed', lastError: 'EADDRESS' }])
  })
})
