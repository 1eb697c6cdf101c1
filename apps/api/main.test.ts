import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type MailWire, openMailWire } from './testing/open-mail-wire.ts'
import { headerOf, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let wire: MailWire
const started: ChildProcess[] = []
const lines: string[] = []

beforeAll(async () => {
  office = await openOffice()
  wire = await openMailWire(office.smtpUrl)
}, 120_000)
afterEach(async () => {
  wire.silence('never')
  for (const child of started.splice(0)) await end(child, 'SIGKILL')
})
afterAll(async () => {
  wire.close()
  await office.close()
})

/** The real program in a process of its own, once it answers. */
async function start() {
  const port = await freePort()
  const child = spawn(process.execPath, ['main.ts'], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: office.urlFor('web_api'),
      QUEUE_URL: office.urlFor('queue'),
      PORT: String(port),
      PUBLIC_SCHEME: 'http',
      PUBLIC_BOOKING_PORT: '3000',
      SIGNING_KEY: 's'.repeat(32),
      INQUIRY_PEPPER: 'p'.repeat(32),
      SEAL_KEY: Buffer.alloc(32).toString('base64'),
      SMTP_URL: wire.url,
      MAIL_FROM: 'noreply@madoguchi.example.jp',
    },
  })
  started.push(child)
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => lines.push(String(text)))
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      (answer) => answer.text(),
      () => '',
    )
  await expect.poll(answers, { timeout: 30_000, interval: 100 }).toBe('ok')
  return child
}

async function end(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

let serial = 0
/** What a booking leaves behind: a reservation with an address, and its message in the outbox. */
async function booked() {
  const to = `taro${serial++}@example.jp`
  const { id: reservationId, shown } = await office.reservation({ mail: to })
  const { id: key } = await factories.outbox(office.owner, office.tenantId, {
    topic: 'reservation.booked',
    payload: { reservationId },
  })
  return { to, shown, key, reservationId }
}
const patience = { timeout: 40_000, interval: 100 }
const messageOf = async (reservationId: string) =>
  (await office.owner`select state, attempts from app.messages where reservation_id = ${reservationId}`)[0]
const jobsLeft = async () =>
  (await office.owner`select from graphile_worker.jobs where key is not null`).length

describe('the jobs program', () => {
  it(`turns a message in the outbox into a mail in the mailbox ${req('1.F.10')}`, {
    timeout: 90_000,
  }, async () => {
    await start()
    const { to, shown, key, reservationId } = await booked()
    await expect.poll(() => office.mails(to), patience).toHaveLength(1)
    const [mail] = await office.mails(to)
    expect(mail?.text).toContain(`予約番号：${shown}`)
    expect(mail?.text).toContain('http://ageo.localhost:3000/my')
    expect(mail && headerOf(mail, 'Message-ID')).toBe(`<${key}@madoguchi.example.jp>`)
    await expect.poll(() => messageOf(reservationId), patience).toEqual({ state: 'sent', attempts: 1 })
  })

  it('killed while it waits for the mail server loses nothing: the next one sends the mail, once', {
    timeout: 90_000,
  }, async () => {
    wire.silence('from the start')
    const before = wire.connections()
    const program = await start()
    const { to, reservationId } = await booked()
    await expect.poll(() => wire.connections(), patience).toBeGreaterThan(before)
    await end(program, 'SIGKILL')
    expect(await office.mails(to)).toEqual([])
    expect(await messageOf(reservationId)).toEqual({ state: 'queued', attempts: 0 })

    wire.silence('never')
    await start()
    await expect.poll(() => messageOf(reservationId), patience).toEqual({ state: 'sent', attempts: 1 })
    expect(await office.mails(to)).toHaveLength(1)
    await expect.poll(jobsLeft, patience).toBe(0)
  })

  it('killed when the mail is out and nothing is noted yet repeats it under the same Message-ID', {
    timeout: 90_000,
  }, async () => {
    wire.silence('once it has a mail')
    const program = await start()
    const { to, key, reservationId } = await booked()
    await expect.poll(() => office.mails(to), patience).toHaveLength(1)
    await end(program, 'SIGKILL')

    wire.silence('never')
    await start()
    await expect.poll(() => messageOf(reservationId), patience).toMatchObject({ state: 'sent' })
    const mails = await office.mails(to)
    expect(new Set(mails.map((mail) => headerOf(mail, 'Message-ID')))).toEqual(
      new Set([`<${key}@madoguchi.example.jp>`]),
    )
    expect(new Set(mails.map((mail) => mail.text)).size).toBe(1)
  })

  it('in two copies sends each of twenty mails once', { timeout: 90_000 }, async () => {
    await Promise.all([start(), start()])
    const all = await Promise.all(Array.from({ length: 20 }, booked))
    for (const { to, reservationId } of all) {
      await expect.poll(() => messageOf(reservationId), patience).toEqual({ state: 'sent', attempts: 1 })
      expect(await office.mails(to)).toHaveLength(1)
    }
  })

  it('goes on when Postgres has ended all of its connections', { timeout: 90_000 }, async () => {
    const program = await start()
    for (let n = 0; n < 3; n++)
      await office.owner`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and usename in ('web_api', 'queue')`
    const { to } = await booked()
    await expect.poll(() => office.mails(to), patience).toHaveLength(1)
    expect(program.exitCode).toBeNull()
  })

  it('asked to stop ends its jobs and itself', { timeout: 90_000 }, async () => {
    const program = await start()
    const { to } = await booked()
    await expect.poll(() => office.mails(to), patience).toHaveLength(1)
    await end(program, 'SIGTERM')
    expect(program.exitCode).toBe(0)
  })

  it('writes no address, no name and no secret into its log', async () => {
    const log = lines.join('')
    expect(log).toContain('"event":"listening"')
    expect(log).not.toMatch(/@example\.jp|test-web_api|ssssssss|pppppppp|シケン|試験/)
  })
})
