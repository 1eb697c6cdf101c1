import { randomUUID } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anAddress, type MailJobs, openMailJobs } from '../testing/open-mail-jobs.ts'
import { now } from '../testing/open-office.ts'

let jobs: MailJobs

beforeAll(async () => {
  jobs = await openMailJobs()
})
afterAll(() => jobs?.close())

const noon = new Date('2026-12-06T12:00:00+09:00')

/** A reservation that its owner moved to noon of another day, as app.change_reservation does. */
async function moved(over: { mail: string; language?: string }) {
  const { owner, tenantId, reservation } = jobs.office
  const { id } = await reservation(over)
  await jobs.confirm(id)
  const [{ venueId, startsAt } = { venueId: '', startsAt: now }] = await owner<
    { venueId: string; startsAt: Date }[]
  >`update app.reservations r set starts_at = ${noon}, changed_at = ${now}, version = 2 from app.reservations before
    where r.id = ${id} and before.tenant_id = r.tenant_id and before.id = r.id
    returning r.venue_id, before.starts_at`
  const places = { fromVenueId: venueId, toVenueId: venueId, fromStartsAt: startsAt, toStartsAt: noon }
  await factories.reservationChanges(owner, tenantId, { reservationId: id, version: 2, ...places })
  await jobs.confirm(id, 'reservation.changed', randomUUID(), '2')
  return id
}
const calendarsOf = async (to: string) =>
  (await jobs.office.mails(to)).map(({ calendar }) => calendar?.replace(/\r\n[ \t]/g, '') ?? '')
const lineOf = (calendar: string | undefined, name: string) =>
  calendar?.split('\r\n').find((it) => it.startsWith(`${name}:`))

describe(`the mail about a change ${req('1.F.10')}`, () => {
  it.each([
    [
      'ja',
      [
        '変わったところ：日時',
        '変更前：2026年12月5日（土）9時30分、上尾市役所',
        '日時：2026年12月6日（日）12時',
      ],
    ],
    [
      'ja-easy',
      [
        '日（ひ）と 時間（じかん）が かわりました',
        '前（まえ）の 予約（よやく）：2026年12月5日',
        '2026年12月6日',
      ],
    ],
    [
      'en',
      ['What changed: the date and time', 'Before: Saturday, 5 December 2026', 'Sunday, 6 December 2026'],
    ],
  ])('in %s names what changed, what it was and what it is', async (language, lines) => {
    const mail = anAddress()
    await moved({ mail, language })
    const [, changed] = await jobs.office.mails(mail)
    for (const line of lines) expect(changed?.text).toContain(line)
    expect(changed?.text).not.toMatch(/\{\{|undefined/)
  })

  it('carries a calendar file that replaces the one before, and the one about the cancellation takes it out', async () => {
    const mail = anAddress()
    const id = await moved({ mail })
    await jobs.office.owner`update app.reservations set state = 'cancelled', version = 3 where id = ${id}`
    await jobs.confirm(id, 'reservation.cancelled')
    const files = await calendarsOf(mail)
    const said = (name: string) => files.map((it) => lineOf(it, name))
    expect(new Set(said('UID'))).toEqual(new Set([`UID:${id}@ageo`]))
    expect(said('SEQUENCE')).toEqual(['SEQUENCE:0', 'SEQUENCE:1', 'SEQUENCE:2'])
    expect(said('DTSTART')).toEqual(
      ['20261205T003000Z', '20261206T030000Z', '20261206T030000Z'].map((it) => `DTSTART:${it}`),
    )
    expect(said('STATUS').at(-1)).toBe('STATUS:CANCELLED')
  })
})

describe('the mail about a corrected address', () => {
  const corrected = async (id: string, mail: string | null) => {
    await jobs.office.owner`update app.reservations set mail = ${mail} where id = ${id}`
    for (const topic of ['reservation.contact_changed', 'reservation.contact_left'])
      await jobs.confirm(id, topic, randomUUID(), '1')
  }

  it('tells the new address of the reservation, and the one before nothing but that it hears no more', async () => {
    const [before, after] = [anAddress(), anAddress()]
    const { id, shown } = await jobs.office.reservation({ mail: before })
    await jobs.confirm(id)
    await corrected(id, after)
    const [told] = await jobs.office.mails(after)
    expect(told?.text).toContain('このメールアドレスにお送りします')
    expect(told?.text).toContain(shown)
    const [, left, ...more] = await jobs.office.mails(before)
    expect(more).toEqual([])
    expect(left?.text).toContain('今後お知らせをお送りしません')
    for (const secret of [shown, after, '12月5日', '■']) expect(left?.text).not.toContain(secret)
    expect(left?.calendar).toBeUndefined()
  })

  it('taken out altogether, the one before hears of it, and nobody else', async () => {
    const before = anAddress()
    const { id } = await jobs.office.reservation({ mail: before })
    await jobs.confirm(id)
    await corrected(id, null)
    expect(await jobs.office.mails(before)).toHaveLength(2)
  })

  it('of whoever had left none, only the new one is told', async () => {
    const after = anAddress()
    const { id } = await jobs.office.reservation({ mail: null })
    await corrected(id, after)
    expect((await jobs.messagesOf(id)).map((it) => it.kind)).toEqual(['reservation.contact_changed'])
  })
})
