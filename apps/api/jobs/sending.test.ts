import { randomUUID } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anAddress, type MailJobs, openMailJobs } from '../testing/open-mail-jobs.ts'
import { headerOf, now } from '../testing/open-office.ts'

let jobs: MailJobs

beforeAll(async () => {
  jobs = await openMailJobs()
})
afterAll(() => jobs?.close())

describe('a confirmation', () => {
  it(`comes from the municipality, by machine, as plain text, under its own id ${req('1.F.10')}`, async () => {
    const to = anAddress()
    const { id } = await jobs.office.reservation({ mail: to })
    await jobs.confirm(id)
    const [mail] = await jobs.office.mails(to)
    if (!mail) throw new Error('no mail')
    expect(mail.from).toBe('"上尾市" <noreply@madoguchi.example.jp>')
    expect(headerOf(mail, 'To')).toBe(to)
    const [message] = await jobs.messagesOf(id)
    expect(headerOf(mail, 'Message-ID')).toBe(`<${message?.id}@madoguchi.example.jp>`)
    expect(headerOf(mail, 'Auto-Submitted')).toBe('auto-generated')
    expect(headerOf(mail, 'Content-Type')).toContain('multipart/mixed') // the words, and the calendar file
    expect(mail.text).toContain('予約を受け付けました。')
    expect(mail).not.toHaveProperty('html', expect.stringContaining('<'))
  })

  it('asked for twice under one key is sent once', async () => {
    const [to, key] = [anAddress(), randomUUID()]
    const { id } = await jobs.office.reservation({ mail: to })
    await jobs.confirm(id, 'reservation.booked', key)
    await jobs.confirm(id, 'reservation.booked', key)
    expect(await jobs.office.mails(to)).toHaveLength(1)
    expect(await jobs.messagesOf(id)).toMatchObject([
      { idempotencyKey: key, state: 'sent', attempts: 1, sentAt: now },
    ])
  })

  it('that the post does not take is failed and tried again, with the words and the key it had', async () => {
    const [to, key] = [anAddress(), randomUUID()]
    const { id, shown } = await jobs.office.reservation({ mail: to })
    jobs.openPost(false)
    await expect(jobs.confirm(id, 'reservation.booked', key)).rejects.toThrow(
      /^the post did not take message [0-9a-f-]+: unreachable$/,
    )
    jobs.openPost(true)
    expect(await jobs.messagesOf(id)).toMatchObject([
      { state: 'failed', attempts: 1, lastError: 'unreachable', sentAt: null, triedBy: null },
    ])
    await jobs.office.owner`update app.reservations set number = '99999999' where id = ${id}`

    await jobs.confirm(id, 'reservation.booked', key)
    const [mail, ...more] = await jobs.office.mails(to)
    expect(more).toEqual([])
    expect(mail?.text).toContain(shown)
    const [message] = await jobs.messagesOf(id)
    expect(mail && headerOf(mail, 'Message-ID')).toBe(`<${message?.id}@madoguchi.example.jp>`)
    expect(await jobs.messagesOf(id)).toMatchObject([
      { state: 'sent', attempts: 2, lastError: null, sentAt: now },
    ])
  })

  it('is not sent to whoever left no address', async () => {
    const { id } = await jobs.office.reservation({ mail: null })
    await jobs.confirm(id)
    expect(await jobs.messagesOf(id)).toEqual([])
  })

  it('of a booking that was cancelled meanwhile is not sent: the cancellation says it all', async () => {
    const to = anAddress()
    const { id } = await jobs.office.reservation({ mail: to, state: 'cancelled' })
    await jobs.confirm(id, 'reservation.cancelled')
    await jobs.confirm(id, 'reservation.booked')
    await jobs.confirm(id, 'reservation.changed')
    expect((await jobs.messagesOf(id)).map((it) => it.kind)).toEqual(['reservation.cancelled'])
    expect(await jobs.office.mails(to)).toHaveLength(1)
  })

  it('quotes no address in what is thrown or kept', async () => {
    jobs.openPost(false)
    const { id } = await jobs.office.reservation({ mail: 'secret@example.jp' })
    const thrown = await jobs.confirm(id).catch((defect: Error) => `${defect.message} ${defect.stack}`)
    jobs.openPost(true)
    expect(thrown).not.toContain('secret')
    expect((await jobs.messagesOf(id))[0]?.lastError).not.toContain('secret')
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
    const posting = jobs.post({
      channel: 'mail',
      sender: '上尾市',
      to,
      subject: 's',
      body: 'b',
      calendar: null,
      messageId: key,
    })
    await expect(posting).rejects.toMatchObject({ code: 'EADDRESS' })
    expect(await jobs.office.mails('y@example.jp')).toEqual([])
  })

  it('nor can a subject bring a header with it', async () => {
    const to = anAddress()
    const letter = { subject: 'hello\r\nBcc: y@example.jp', body: 'b', calendar: null }
    await jobs.post({
      channel: 'mail',
      sender: 'A\r\nBcc: y@example.jp',
      to,
      messageId: randomUUID(),
      ...letter,
    })
    const [mail] = await jobs.office.mails(to)
    expect(mail?.subject).toBe('hello Bcc: y@example.jp')
    expect(mail && headerOf(mail, 'Bcc')).toBe('')
    expect(mail?.to).toEqual([to])
  })

  it('kept in a reservation all the same fails its message, and is seen', async () => {
    const { id } = await jobs.office.reservation({ mail: 'x@example.jp\r\nBcc: y@example.jp' })
    await expect(jobs.confirm(id)).rejects.toThrow('bad-address')
    expect(await jobs.messagesOf(id)).toMatchObject([{ state: 'failed', lastError: 'bad-address' }])
  })
})
