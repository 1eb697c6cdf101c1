import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anAddress, type MailJobs, openMailJobs } from '../testing/open-mail-jobs.ts'

let jobs: MailJobs

beforeAll(async () => {
  jobs = await openMailJobs()
})
afterAll(() => jobs?.close())

const worded = (version: number, text: { subject: string | null; body: string | null }, language = 'ja') =>
  factories.messageTexts(jobs.office.owner, jobs.office.tenantId, { version, language, ...text })
const mailTo = async (to: string, language = 'ja') => {
  const { id, shown } = await jobs.office.reservation({ mail: to, language })
  await jobs.confirm(id)
  const [mail] = await jobs.office.mails(to)
  if (!mail) throw new Error('no mail')
  return { ...mail, shown }
}

describe(`a municipality with words of its own ${req('2.E.2')}`, () => {
  it('writes with the last version, in that language alone, and with ours once it has gone back to them', async () => {
    await worded(1, { subject: 'old', body: 'old' })
    await worded(2, {
      subject: '【{{city}}】お待ちしています {{when}}',
      body: '受付番号 {{number}}\n理由 {{reason}}\n{{link}}',
    })
    const own = await mailTo(anAddress())
    expect(own.subject).toBe('【上尾市】お待ちしています 12月5日（土）9時30分')
    expect(own.text.trim()).toBe(`受付番号 ${own.shown}\nhttps://ageo.localhost/my`)
    expect((await mailTo(anAddress(), 'en')).subject).toContain('Your reservation')

    await worded(3, { subject: null, body: null })
    expect((await mailTo(anAddress())).subject).toContain('予約を受け付けました')
  })

  it('does not change what was written before', async () => {
    const to = anAddress()
    const { id } = await jobs.office.reservation({ mail: to, language: 'ja-easy' })
    await jobs.write(id)
    await worded(1, { subject: 'later', body: 'later' }, 'ja-easy')
    await jobs.send(id)
    expect((await jobs.office.mails(to))[0]?.subject).toContain('できました')
  })
})
