import { DELIVERY_PROBLEMS, MESSAGE_KINDS, MESSAGE_STATES } from '@madoguchi/core/notices'
import { factories } from '@madoguchi/db/testing'
import { openLanguages } from '@madoguchi/i18n'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from './testing/desk.ts'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo')
})
afterAll(() => office?.close())
beforeEach(async () => {
  await office.owner`delete from app.messages`
  await office.owner`delete from app.outbox`
})

const plain = ({ text }: Answer) =>
  text.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const failed = async (over: Parameters<typeof factories.messages>[2] = {}, slug = 'ageo') => {
  const { id: reservationId } = await factories.reservations(office.owner, office.tenantId(slug), {
    number: `${serial++}`,
  })
  const problem = { state: 'failed', attempts: 3, lastError: 'refused' }
  return factories.messages(office.owner, office.tenantId(slug), { reservationId, ...problem, ...over })
}
let serial = 12_340_000
const stateOf = async (id: string) =>
  (await office.owner`select state from app.messages where id = ${id}`)[0]?.state

describe('the messages that have not left', () => {
  it('are listed with their reservation, the reason and how often they were tried, and without an address', async () => {
    const message = await failed()
    const page = await desk.get('/messages')
    expect(plain(page)).toContain('未送信のお知らせ')
    expect(plain(page)).toMatch(/予約の受付 メール 送信できず 送り先に受け取りを断られました .* 3回/)
    expect(page.text).toContain(`href="/reservations/${message.reservationId}"`)
    expect(page.text).not.toContain('hanako@')
    expect(page.text).toContain('href="/messages"')
  })

  it('are said to be none when there are none', async () => {
    expect(plain(await desk.get('/messages'))).toContain('未送信のお知らせはありません')
  })

  it('are not said to be none while the sending stands still', async () => {
    const createdAt = new Date(Date.now() - 6 * 60_000)
    await factories.outbox(office.owner, office.tenantId('ageo'), { topic: 'reservation.booked', createdAt })
    const page = plain(await desk.get('/messages'))
    expect(page).toContain('お知らせの送信が止まっています')
    expect(page).not.toContain('未送信のお知らせはありません')
  })

  it('are sent again by a press of the button, once', async () => {
    const message = await failed()
    const answer = await desk.post('/messages', { message: message.id })
    expect([answer.status, answer.location]).toEqual([303, '/messages?retried=1'])
    expect(plain(await desk.get(answer.location))).toContain('1件をもう一度送ります')
    expect(await stateOf(message.id)).toBe('queued')
    const asked = await office.owner`select topic, payload from app.outbox`
    expect(asked).toEqual([{ topic: 'message.send', payload: { messageId: message.id } }])

    const again = await desk.post('/messages', { message: message.id })
    expect(plain(await desk.get(again.location))).toContain('送り直すものはありませんでした')
    expect(await office.owner`select from app.outbox`).toHaveLength(1)
  })

  it('are nobody’s whose part they are not, and another municipality’s are not there', async () => {
    const theirs = await failed({}, 'minase')
    expect(plain(await desk.get('/messages'))).not.toContain('送信できず')
    expect((await desk.post('/messages', { message: theirs.id })).location).toBe('/messages?retried=0')
    expect(await stateOf(theirs.id)).toBe('failed')

    const auditor = await office.desk('minase', ['auditor', 'contractor'])
    expect((await auditor.get('/messages')).status).toBe(404)
    expect((await auditor.post('/messages', { message: theirs.id }, '/')).status).toBe(404)
    expect((await auditor.get('/')).text).not.toContain('href="/messages"')
    expect(await stateOf(theirs.id)).toBe('failed')
  })

  it.each(['x', ''])('that are called %j are not there', async (message) => {
    expect((await desk.post('/messages', { message }, '/')).status).toBe(404)
  })
})

it('a visit shows each act of the resident, also a change that a cancellation followed at once', async () => {
  const tenantId = office.tenantId('ageo')
  const [hall] = await office.owner<[{ id: string }]>`
    select id from app.venues where tenant_id = ${tenantId} and code = 'city-hall'`
  const startsAt = new Date('2030-04-06T10:00:00+09:00')
  const at = new Date('2030-03-21T12:00:00+09:00')
  const { id } = await factories.reservations(office.owner, tenantId, {
    venueId: hall.id,
    startsAt,
    state: 'cancelled',
    changedAt: at,
    cancelledAt: at,
    cancelReason: 'resident',
  })
  await factories.reservationPeople(office.owner, tenantId, { reservationId: id })
  await factories.reservationChanges(office.owner, tenantId, {
    reservationId: id,
    fromVenueId: hall.id,
    toVenueId: hall.id,
  })
  expect(plain(await desk.get(`/reservations/${id}`))).toMatch(
    /予約の履歴 .*予約を受け付けました （4月6日（土）9時、上尾市役所） .* 予約を変更しました （4月6日（土）10時、上尾市役所）.* 予約を取り消しました/,
  )
})

it('every state, kind and reason of a message has its word', () => {
  const t = openLanguages().t('ja', 'staff')
  const keys = [
    ...MESSAGE_STATES.map((it) => `message-state.${it}`),
    ...MESSAGE_KINDS.map((it) => `message-kind.${it}`),
    ...DELIVERY_PROBLEMS.map((it) => `messages:problem.${it}`),
  ]
  expect(keys.filter((key) => t(key) === key.split(':').at(-1))).toEqual([])
})
