import { randomUUID } from 'node:crypto'
import { factories } from '@madoguchi/db/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { anAddress, type MailJobs, openMailJobs } from '../testing/open-mail-jobs.ts'
import { now } from '../testing/open-office.ts'

let jobs: MailJobs

beforeAll(async () => {
  jobs = await openMailJobs()
})
afterAll(() => jobs?.close())
afterEach(() => jobs.openPost(true))

const states = async (id: string) =>
  (await jobs.messagesOf(id)).map(({ kind, state }) => `${kind.split('.')[1]} ${state}`)
const subjects = async (to: string) => (await jobs.office.mails(to)).map((it) => it.subject)
const cancelled = (id: string) =>
  jobs.office.owner`update app.reservations set state = 'cancelled' where id = ${id}`
/** Moves a reservation, as app.change_reservation does. */
async function changed(id: string, version: number, startsAt: Date) {
  await jobs.office.owner`
    update app.reservations set starts_at = ${startsAt}, changed_at = ${now}, version = ${version} where id = ${id}`
  await factories.reservationChanges(jobs.office.owner, jobs.office.tenantId, {
    reservationId: id,
    version,
    toStartsAt: startsAt,
  })
}
const noon = new Date('2026-12-06T12:00:00+09:00')
const one = new Date('2026-12-06T13:00:00+09:00')

describe('each act', () => {
  it('has its mail, when they are sent as they come', async () => {
    const to = anAddress()
    const { id } = await jobs.office.reservation({ mail: to })
    await jobs.confirm(id)
    await changed(id, 2, noon)
    await jobs.confirm(id, 'reservation.changed', randomUUID(), '2')
    await cancelled(id)
    await jobs.confirm(id, 'reservation.cancelled')
    expect(await subjects(to)).toEqual([
      '【上尾市】予約を受け付けました 12月5日（土）9時30分',
      '【上尾市】予約を変更しました 12月6日（日）12時',
      '【上尾市】予約を取り消しました 12月6日（日）12時',
    ])
  })

  it('overtaken before its mail was written has none: nobody is told what is no longer so', async () => {
    const to = anAddress()
    const { id } = await jobs.office.reservation({ mail: to })
    await changed(id, 2, noon)
    await changed(id, 3, one)
    await jobs.confirm(id)
    await jobs.confirm(id, 'reservation.changed', randomUUID(), '2')
    await jobs.confirm(id, 'reservation.changed', randomUUID(), '3')
    expect(await subjects(to)).toEqual(['【上尾市】予約を変更しました 12月6日（日）13時'])
  })

  it('overtaken while its mail waited for the mail server is not told late', async () => {
    const to = anAddress()
    const { id } = await jobs.office.reservation({ mail: to })
    jobs.openPost(false)
    await jobs.confirm(id).catch(() => {})
    await changed(id, 2, noon)
    await jobs.write(id, 'reservation.changed', randomUUID(), '2')
    expect(await states(id)).toEqual(['booked failed', 'changed queued'])
    jobs.openPost(true)
    await jobs.send(id)
    expect(await states(id)).toEqual(['booked overtaken', 'changed sent'])

    await cancelled(id)
    await jobs.confirm(id, 'reservation.cancelled')
    expect(await states(id)).toEqual(['booked overtaken', 'changed sent', 'cancelled sent'])
    expect(await subjects(to)).toHaveLength(2)
  })

  it('is still told when the visitor was checked in and that was taken back', async () => {
    const to = anAddress()
    const { id } = await jobs.office.reservation({ mail: to, version: 3 })
    await jobs.confirm(id)
    expect(await subjects(to)).toHaveLength(1)
  })
})
