import { randomUUID } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { anAddress, type MailJobs, openMailJobs } from '../testing/open-mail-jobs.ts'

// Of 上尾市: two days and one day before, at ten.
const TWO_BEFORE = at('2026-12-03T10:00:00')
const ONE_BEFORE = at('2026-12-04T10:00:00')
let jobs: MailJobs

beforeAll(async () => {
  jobs = await openMailJobs()
})
afterAll(() => jobs?.close())
beforeEach(() => jobs.setClock(TWO_BEFORE))

function at(text: string) {
  return new Date(`${text}+09:00`)
}
const bookedAt = at('2026-11-20T12:00:00')
const booked = (over: Parameters<MailJobs['office']['reservation']>[0] = {}) =>
  jobs.office.reservation({ mail: anAddress(), bookedAt, ...over })
const kinds = async (id: string) => (await jobs.messagesOf(id)).map((it) => `${it.kind} ${it.state}`)

/** Moves a reservation, as app.change_reservation does. */
async function moved(id: string, version: number, startsAt: Date, occurredAt: Date) {
  await jobs.office
    .owner`update app.reservations set starts_at = ${startsAt}, version = ${version} where id = ${id}`
  const change = { reservationId: id, version, toStartsAt: startsAt, occurredAt }
  await factories.reservationChanges(jobs.office.owner, jobs.office.tenantId, change)
}

describe(`a resident who left an address ${req('2.E.3')}`, () => {
  it('is reminded two days and one day before, with what to bring, once each', async () => {
    const to = anAddress()
    const { id, shown } = await booked({ mail: to })
    jobs.setClock(at('2026-12-03T09:55:00'))
    await jobs.remind()
    expect(await kinds(id)).toEqual([])
    for (const now of [TWO_BEFORE, at('2026-12-03T10:05:00'), ONE_BEFORE, at('2026-12-05T09:25:00')]) {
      jobs.setClock(now)
      await jobs.remind()
      await jobs.send(id)
    }
    const mails = await jobs.office.mails(to)
    expect(mails.map((it) => it.subject)).toEqual(
      Array(2).fill('【上尾市】ご予約の日が近づきました 12月5日（土）9時30分'),
    )
    for (const { text } of mails) {
      expect(text).toContain(`予約番号：${shown}`)
      expect(text).toContain('・交付通知書（はがき）')
      expect(text).toContain('https://ageo.localhost/my')
    }
  })

  it('is reminded once also when the job runs twice at once, or is begun again', async () => {
    const { id } = await booked()
    await Promise.all([jobs.remind(), jobs.remind(), jobs.remind()])
    await jobs.remind()
    expect(await kinds(id)).toEqual(['reservation.reminder queued'])
    const asked = await jobs.office.owner`
      select o.id from app.outbox o join app.messages m on m.id = (o.payload ->> 'messageId')::uuid
      where m.reservation_id = ${id}`
    expect(asked).toHaveLength(1)
  })

  it('who booked after that time is not reminded: they have just been told', async () => {
    const [before, after] = [
      await booked({ bookedAt: at('2026-12-03T09:59:59') }),
      await booked({ bookedAt: TWO_BEFORE }),
    ]
    jobs.setClock(at('2026-12-03T10:05:00'))
    await jobs.remind()
    expect(await kinds(before.id)).toHaveLength(1)
    expect(await kinds(after.id)).toEqual([])
  })

  it('who cancelled is not reminded, nor when that was after the reminder was written', async () => {
    const [early, late] = [await booked({ state: 'cancelled' }), await booked()]
    await jobs.remind()
    expect(await kinds(early.id)).toEqual([])
    await jobs.office.owner`update app.reservations set state = 'cancelled' where id = ${late.id}`
    await jobs.send(late.id)
    expect(await kinds(late.id)).toEqual(['reservation.reminder overtaken'])
  })

  it('whose visit was moved is reminded of the new time, not of the old', async () => {
    const to = anAddress()
    const { id } = await booked({ mail: to })
    await jobs.remind()
    await moved(id, 2, at('2026-12-12T09:30:00'), at('2026-12-03T10:01:00'))
    await jobs.send(id)
    jobs.setClock(at('2026-12-10T10:00:00'))
    await jobs.remind()
    await jobs.send(id)
    expect(await kinds(id)).toEqual(['reservation.reminder overtaken', 'reservation.reminder sent'])
    expect((await jobs.office.mails(to)).map((it) => it.subject)).toEqual([
      '【上尾市】ご予約の日が近づきました 12月12日（土）9時30分',
    ])
  })

  it('is not reminded of a visit that has begun, however long the mail server was away', async () => {
    const { id } = await booked()
    await jobs.remind()
    jobs.setClock(at('2026-12-05T09:30:00'))
    await jobs.send(id)
    await jobs.remind()
    expect(await kinds(id)).toEqual(['reservation.reminder overtaken'])
  })

  it('is reminded at the times that the municipality sets', async () => {
    const { id } = await booked()
    await jobs.office.owner`
      insert into app.policies (tenant_id, id, version, effective_from, document, digest)
      select tenant_id, ${randomUUID()}, version + 1, ${TWO_BEFORE}, document || '{"reminders": []}', 'x'
      from app.policies where tenant_id = ${jobs.office.tenantId} order by version desc limit 1`
    await jobs.readSettings()
    await jobs.remind()
    expect(await kinds(id)).toEqual([])
    await jobs.office.owner`delete from app.policies where digest = 'x'`
    await jobs.readSettings()
  })
})

it('whoever left no address is not reminded', async () => {
  const { id } = await booked({ mail: null })
  await jobs.remind()
  expect(await kinds(id)).toEqual([])
})
