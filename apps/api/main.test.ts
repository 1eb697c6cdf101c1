import { setTimeout as wait } from 'node:timers/promises'
import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type MailWire, openMailWire } from './testing/open-mail-wire.ts'
import { headerOf, type Office, openOffice } from './testing/open-office.ts'
import { openPrograms } from './testing/open-programs.ts'

let office: Office
let wire: MailWire
let programs: ReturnType<typeof openPrograms>
const start = () => programs.start()

beforeAll(async () => {
  office = await openOffice()
  wire = await openMailWire(office.smtpUrl)
  programs = openPrograms(office, wire.url)
}, 120_000)
afterEach(async () => {
  wire.silence('never')
  await programs.killAll()
})
afterAll(async () => {
  wire.close()
  await office.close()
})

let serial = 0
/** What a booking leaves behind: a reservation with an address, and its message in the outbox. */
async function booked() {
  const to = `taro${serial++}@example.jp`
  const { id: reservationId, shown } = await office.reservation({ mail: to })
  await factories.outbox(office.owner, office.tenantId, {
    topic: 'reservation.booked',
    payload: { reservationId },
  })
  return { to, shown, reservationId }
}
const patience = { timeout: 40_000, interval: 100 }
const messageOf = async (reservationId: string) =>
  (
    await office.owner`select id, state, attempts from app.messages where reservation_id = ${reservationId}`
  )[0]
const jobsLeft = async () =>
  (await office.owner`select from graphile_worker.jobs where key is not null`).length

describe('the jobs program', () => {
  it(`turns a message in the outbox into a mail in the mailbox ${req('1.F.10')}`, {
    timeout: 90_000,
  }, async () => {
    await start()
    const { to, shown, reservationId } = await booked()
    await expect.poll(() => office.mails(to), patience).toHaveLength(1)
    const [mail] = await office.mails(to)
    expect(mail?.text).toContain(`予約番号：${shown}`)
    expect(mail?.text).toContain('http://ageo.localhost:3000/my')
    await expect.poll(() => messageOf(reservationId), patience).toMatchObject({ state: 'sent', attempts: 1 })
    const message = await messageOf(reservationId)
    expect(mail && headerOf(mail, 'Message-ID')).toBe(`<${message?.id}@madoguchi.example.jp>`)
  })

  it('killed while it waits for the mail server loses nothing: the next one sends the mail, once', {
    timeout: 90_000,
  }, async () => {
    wire.silence('from the start')
    const before = wire.connections()
    const program = await start()
    const { to, reservationId } = await booked()
    await expect.poll(() => wire.connections(), patience).toBeGreaterThan(before)
    await programs.end(program, 'SIGKILL')
    expect(await office.mails(to)).toEqual([])
    expect(await messageOf(reservationId)).toMatchObject({ state: 'queued', attempts: 1 })

    wire.silence('never')
    await start()
    await expect.poll(() => messageOf(reservationId), patience).toMatchObject({ state: 'sent', attempts: 2 })
    expect(await office.mails(to)).toHaveLength(1)
    await expect.poll(jobsLeft, patience).toBe(0)
  })

  it('killed when the mail is out and nothing is noted yet repeats it under the same Message-ID', {
    timeout: 90_000,
  }, async () => {
    wire.silence('once it has a mail')
    const program = await start()
    const { to, reservationId } = await booked()
    await expect.poll(() => office.mails(to), patience).toHaveLength(1)
    await programs.end(program, 'SIGKILL')

    wire.silence('never')
    await start()
    await expect.poll(() => messageOf(reservationId), patience).toMatchObject({ state: 'sent' })
    const mails = await office.mails(to)
    expect(new Set(mails.map((mail) => headerOf(mail, 'Message-ID')))).toEqual(
      new Set([`<${(await messageOf(reservationId))?.id}@madoguchi.example.jp>`]),
    )
    expect(new Set(mails.map((mail) => mail.text)).size).toBe(1)
  })

  it('in two copies sends each of twenty mails once', { timeout: 90_000 }, async () => {
    await Promise.all([start(), start()])
    const all = await Promise.all(Array.from({ length: 20 }, booked))
    for (const { to, reservationId } of all) {
      await expect
        .poll(() => messageOf(reservationId), patience)
        .toMatchObject({ state: 'sent', attempts: 1 })
      expect(await office.mails(to)).toHaveLength(1)
    }
  })

  it('goes on when Postgres has ended all of its connections', { timeout: 300_000 }, async () => {
    const program = await start()
    for (let round = 0; round < 6; round++) {
      // At moments that differ: in the middle of a job, of a start, of a new connection.
      for (let n = 0; n < 3; n++) {
        await office.owner`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and usename in ('web_api', 'queue')`
        await wait((round * 17) % 40)
      }
      const { to } = await booked()
      await expect.poll(() => office.mails(to), patience).toHaveLength(1)
      expect(program.exitCode).toBeNull()
    }
  })

  it('asked to stop ends its jobs and itself', { timeout: 90_000 }, async () => {
    const program = await start()
    const { to } = await booked()
    await expect.poll(() => office.mails(to), patience).toHaveLength(1)
    await programs.end(program, 'SIGTERM')
    expect(program.exitCode).toBe(0)
  })

  it('writes no address, no name and no secret into its log', async () => {
    const log = programs.lines.join('')
    expect(log).toContain('"event":"listening"')
    expect(log).not.toMatch(/@example\.jp|test-web_api|ssssssss|pppppppp|シケン|試験/)
  })
})
