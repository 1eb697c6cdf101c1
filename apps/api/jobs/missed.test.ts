import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anAddress, type MailJobs, openMailJobs } from '../testing/open-mail-jobs.ts'

let jobs: MailJobs

beforeAll(async () => {
  jobs = await openMailJobs()
})
afterAll(() => jobs?.close())

const at = (text: string) => new Date(`${text}+09:00`)
const booked = (mail: string, language = 'ja') =>
  jobs.office.reservation({ mail, language, bookedAt: at('2026-11-20T12:00:00') })
const stateOf = async (id: string) =>
  (await jobs.office.owner`select state from app.reservations where id = ${id}`)[0]?.state

/** Looks who has not come, at that time, and sends what was asked for about a reservation. */
async function look(id: string, now: Date) {
  jobs.setClock(now)
  await jobs.miss()
  const asked = await jobs.office.owner<{ id: string; payload: { version: number } }[]>`
    select id, payload from app.outbox where topic = 'reservation.missed' and payload ->> 'reservationId' = ${id}`
  for (const { id: key, payload } of asked)
    await jobs.confirm(id, 'reservation.missed', key, String(payload.version))
}

describe(`whoever did not come ${req('2.D.5')}`, () => {
  it('is invited to book again, once, an hour after the venue has closed', async () => {
    const to = anAddress()
    const { id } = await booked(to) // 2026-12-05 9:30, and the only one that day
    await look(id, at('2026-12-05T10:14:00'))
    expect(await stateOf(id)).toBe('confirmed')
    expect(await jobs.messagesOf(id)).toEqual([])

    await look(id, at('2026-12-05T20:00:00'))
    await look(id, at('2026-12-05T20:15:00'))
    expect(await stateOf(id)).toBe('no_show')
    const mails = await jobs.office.mails(to)
    expect(mails.map((it) => it.subject)).toEqual([
      '【上尾市】ご来庁を確認できませんでした 12月5日（土）9時30分',
    ])
    expect(mails[0]?.text).toContain(
      'あらためて予約するときは、次のページをご利用ください。\nhttps://ageo.localhost/',
    )
    expect(mails[0]?.text).not.toContain('お持ちいただくもの')
    expect(mails[0]?.calendar).toBeUndefined()
  })

  it('is not written to when an officer has found them to be there after all', async () => {
    const to = anAddress()
    const { id } = await booked(to)
    jobs.setClock(at('2026-12-05T20:00:00'))
    await jobs.miss()
    await jobs.office.owner`update app.reservations set state = 'checked_in' where id = ${id}`
    await look(id, at('2026-12-05T20:15:00'))
    expect(await stateOf(id)).toBe('checked_in')
    expect(await jobs.messagesOf(id)).toEqual([])
  })
})
