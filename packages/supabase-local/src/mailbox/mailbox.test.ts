import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../postgres/port.ts'
import { createMailboxApp } from './mailbox-app.ts'
import { openMails } from './mails.ts'
import { listenSmtp } from './smtp.ts'

const folder = mkdtempSync(join(tmpdir(), 'madoguchi-mail-'))
const mails = openMails(folder)
const app = createMailboxApp(mails)
let server: { stop(): Promise<void> }
let port: number

beforeAll(async () => {
  port = await freePort(0, 'smtp')
  server = await listenSmtp(port, mails)
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const get = (path: string, host = 'localhost') => app.request(path, { headers: { host } })
const send = (mail: object) =>
  createTransport({ host: '127.0.0.1', port }).sendMail({
    from: 'city@example.com',
    to: 'hanako@example.com',
    ...mail,
  })
const listed = async (path = '/api/messages') =>
  (
    (await (await get(path)).json()) as {
      messages: { id: string; subject: string; text: string; to: string[] }[]
    }
  ).messages

describe('the mailbox', () => {
  it('says so when nothing has come', async () => {
    await mails.clear()
    expect(await (await get('/')).text()).toContain('まだメールは届いていません')
  })

  it('lists mails newest first, and by recipient', async () => {
    await mails.clear()
    await send({ subject: '予約を受け付けました', text: '一通目' })
    await send({
      subject: '予約を変更しました',
      text: '二通目',
      to: 'taro@example.com',
      bcc: 'desk@example.com',
    })
    expect((await listed()).map(({ subject }) => subject)).toEqual([
      '予約を変更しました',
      '予約を受け付けました',
    ])
    expect(await listed('/api/messages?to=Hanako@example.com')).toMatchObject([
      { subject: '予約を受け付けました' },
    ])
    expect(await listed('/api/messages?to=desk@example.com')).toHaveLength(1)
    const page = await (await get('/')).text()
    expect(page.indexOf('予約を変更しました')).toBeLessThan(page.indexOf('予約を受け付けました'))
    expect(page).toContain('<html lang="ja">')
  })

  it('finds mails again after a restart', async () => {
    await mails.clear()
    await send({ subject: '残る', text: '…' })
    expect((await openMails(folder).list()).map(({ subject }) => subject)).toEqual(['残る'])
  })

  it('shows one mail with its links and attachments', async () => {
    await mails.clear()
    const text = '次のリンクを開いてください。\nhttps://example.com/a?b=1&c=2\n以上'
    await send({ subject: '確認', text, attachments: [{ filename: '予約.ics', content: 'BEGIN:VCALENDAR' }] })
    const [mail] = await listed()
    const page = await (await get(`/messages/${mail?.id}`)).text()
    expect(page).toContain('<a href="https://example.com/a?b=1&amp;c=2">')
    expect(page).toContain('予約.ics')
    const file = await get(`/messages/${mail?.id}/attachments/0`)
    expect(await file.text()).toBe('BEGIN:VCALENDAR')
    expect(file.headers.get('content-disposition')).toContain(encodeURIComponent('予約.ics'))
    expect((await get('/messages/none')).status).toBe(404)
  })

  it('runs nothing that a mail brings along', async () => {
    await mails.clear()
    await send({ subject: '<script>alert(1)</script>', html: '<script>alert(1)</script><p>本文</p>' })
    const [mail] = await listed()
    const page = await get(`/messages/${mail?.id}`)
    expect(await page.text()).not.toContain('<script>')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const html = await get(`/messages/${mail?.id}/html`)
    expect(html.headers.get('content-security-policy')).toMatch(/^sandbox;/)
  })

  it('answers no page that came under a strange name', async () => {
    expect((await get('/', 'attacker.example')).status).toBe(421)
    expect((await get('/', 'mail.localhost:8025')).status).toBe(200)
  })

  it('refuses a mail that is too large', async () => {
    await expect(send({ subject: 'x', text: 'x'.repeat(26 * 1024 * 1024) })).rejects.toThrow(/size|large/i)
  })

  it('can be emptied', async () => {
    await send({ subject: 'x', text: 'x' })
    const emptied = await app.request('/api/messages', { method: 'DELETE', headers: { host: 'localhost' } })
    expect(emptied.status).toBe(204)
    expect(await listed()).toEqual([])
  })
})
