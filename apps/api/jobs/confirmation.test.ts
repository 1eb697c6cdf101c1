import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anAddress, type MailJobs, openMailJobs } from '../testing/open-mail-jobs.ts'

let jobs: MailJobs

beforeAll(async () => {
  jobs = await openMailJobs()
})
afterAll(() => jobs?.close())

const LINES = {
  ja: {
    booked: [
      '上尾市',
      '予約を受け付けました。',
      '予約番号：1234-5674',
      '日時：2026年12月5日（土）9時30分',
      '場所：上尾市役所',
      '住所：埼玉県上尾市本町三丁目1番1号',
      '手続き：カードの受け取り（はじめての方）',
      '■ お持ちいただくもの',
      '・交付通知書（はがき）',
      'https://ageo.localhost/my',
    ],
    subject: '【上尾市】予約を受け付けました 12月5日（土）9時30分',
    cancelled: '次の予約を取り消しました。',
  },
  'ja-easy': {
    booked: [
      '予約（よやく）が できました。',
      '予約番号（よやくばんごう）：1234-5674',
      '日（ひ）と 時間（じかん）：2026年12月5日（土曜日） 9時30分',
      '場所（ばしょ）：上尾市役所（あげおしやくしょ）',
      '■ もってくるもの',
      'https://ageo.localhost/my',
    ],
    subject: '【上尾市（あげおし）】予約（よやく）が できました',
    cancelled: 'この 予約（よやく）を やめました。',
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
    const { id, shown } = await jobs.office.reservation({ mail: to, language })
    await jobs.confirm(id)
    const [mail, ...more] = await jobs.office.mails(to)
    expect(more).toEqual([])
    expect(mail?.subject).toContain(expected.subject)
    for (const line of expected.booked) expect(mail?.text).toContain(line.replace('1234-5674', shown))
    expect(mail?.text).not.toMatch(/\{\{|undefined|\[object/)
  })

  it('of a cancellation offers to book anew, and tells nobody to bring anything', async () => {
    const to = anAddress()
    const { id } = await jobs.office.reservation({ mail: to, language, state: 'cancelled' })
    await jobs.confirm(id, 'reservation.cancelled')
    const [mail] = await jobs.office.mails(to)
    expect(mail?.text).toContain(expected.cancelled)
    expect(mail?.text).toContain('https://ageo.localhost/\n')
    expect(mail?.text).not.toContain('■')
  })
})
