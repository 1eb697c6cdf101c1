import { req } from '@madoguchi/config/req.ts'
import { generateSlots } from '@madoguchi/core/availability'
import { addDays, dateAt, type PlainDate } from '@madoguchi/core/calendar'
import { carryOut } from '@madoguchi/core/calendar-changes'
import { mintId } from '@madoguchi/core/kernel'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
let day: PlainDate
/** The reservation of that day, at ten. */
let visitId: string

beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo', ['manager'])
  await generateSlots(office.open('web_api'), desk.tenantId, new Date())
  const { owner } = office
  const [slot] = await owner<
    { id: string; day: PlainDate; venueId: string; laneId: string; startsAt: Date; minutes: number }[]
  >`
    update app.slots set taken_web = 1 where id = (
      select s.id from app.slots s join app.venues v on v.id = s.venue_id join app.lanes l on l.id = s.lane_id
      where s.tenant_id = ${desk.tenantId} and v.code = 'city-hall' and l.code = 'certificate'
        and s.starts_at > now() + interval '10 days'
        and extract(isodow from s.starts_at at time zone 'Asia/Tokyo') = 2 order by s.starts_at limit 1)
    returning id, (starts_at at time zone 'Asia/Tokyo')::date as day, venue_id, lane_id, starts_at, minutes`
  if (!slot) throw new Error('no slot')
  const { id: slotId, day: on, ...when } = slot
  day = on
  const subjectId = mintId<string>()
  visitId = (
    await factories.reservations(owner, desk.tenantId, { ...when, subjectId, telephone: '048-000-0000' })
  ).id
  await factories.reservationSlots(owner, desk.tenantId, { reservationId: visitId, slotId, subjectId })
  await factories.reservationPeople(owner, desk.tenantId, {
    reservationId: visitId,
    subjectId,
    procedureCode: 'P09',
    name: null,
    kana: 'ヤマダ ハナコ',
  })
})
afterAll(() => office?.close())

const query = (over: Record<string, string> = {}) =>
  `/bad-day?${new URLSearchParams({
    ...{ day, fromTime: '', untilTime: '', venue: 'city-hall', cause: 'weather', answer: 'offer' },
    ...{ makeUpFrom: addDays(day, 3), makeUpUntil: addDays(day, 20), answerBy: addDays(day, 2) },
    ...over,
  })}`
const plain = (text: string) => text.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const idIn = (text: string) => /name="id" value="([^"]+)"/.exec(text)?.[1] ?? ''

describe(`今日 › 障害・荒天時の対応 ${req('2.H.1')}`, () => {
  it('is nobody’s but a manager’s, one link away from today and from the calendar', async () => {
    const officer = await office.desk('ageo', ['officer', 'branch', 'call_centre', 'auditor'])
    for (const path of ['/bad-day', query()]) expect((await officer.get(path)).status).toBe(404)
    expect((await officer.get('/')).text).not.toContain('href="/bad-day"')
    for (const path of ['/', '/calendar']) expect((await desk.get(path)).text).toContain('href="/bad-day"')
  })

  it('begins with today, and says what is wrong', async () => {
    const { text } = await desk.get('/bad-day')
    expect(text).toContain(`value="${dateAt(new Date())}"`)
    const wrong = await desk.get(query({ cause: 'other', answerBy: addDays(day, 3) }))
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('理由を入力してください。')
    expect(wrong.text).toContain('返事の期限は、振替の枠の最初の日より前にしてください。')
  })

  it('shows whom it meets in numbers, who is told by hand, and each language’s message', async () => {
    const { text } = await desk.get(query())
    const page = plain(text)
    expect(page).toContain('かかる予約：1件')
    expect(page).toContain('振替の枠を取れる予約：1件')
    expect(page).toMatch(/言語 日本語 1件/)
    expect(page).toMatch(/連絡先 電話のみ 1件/)
    expect(page).toContain('電話などで知らせる方：1件')
    expect(page).toContain('ヤマダ ハナコ')
    expect(page).toContain('理由：荒天により、安全にお越しいただけないため')
    expect(page).toContain('Reason: Severe weather')
    expect(page).toMatch(/お返事の期限：.*23時59分/)
    expect(text).not.toMatch(/\{\{/)
  })

  it('waits five minutes, in which all of it is taken back with one press; afterwards it is not', async () => {
    const id = idIn((await desk.get(query())).text)
    const made = await desk.post(query(), { id }, query())
    expect(made.status).toBe(303)
    const act = made.headers.get('location') ?? ''
    expect((await desk.post(query(), { id }, query())).headers.get('location')).toBe(act)
    expect(plain((await desk.get(act)).text)).toContain('まで、全部を取りやめられます')
    expect((await desk.post(act, { undo: 'all' }, act)).status).toBe(303)
    expect(plain((await desk.get(act)).text)).toContain('全部を取りやめました')
    const [visit] = await office.owner`select state, version from app.reservations where id = ${visitId}`
    expect(visit).toEqual({ state: 'confirmed', version: 1 })

    const again = await desk.post(query(), { id: mintId<string>() }, query())
    const second = again.headers.get('location') ?? ''
    const machine = office.open('web_api')
    await generateSlots(machine, desk.tenantId, new Date())
    const later = () => new Date(Date.now() + 6 * 60_000)
    await carryOut(machine, { tenantId: desk.tenantId, actId: second.split('/').at(-1) ?? '' }, later)
    const late = await desk.post(second, { undo: 'all' }, second)
    expect(late.status).toBe(409)
    expect(late.text).toContain('もう送信が始まっているため、取りやめられません。')

    const page = plain((await desk.get(second)).text)
    expect(page).toContain('返事待ち1件')
    expect(page).toContain('電話などで知らせてください：1件')
    expect((await desk.post(second, { accepted: visitId }, second)).status).toBe(303)
    expect(plain((await desk.get(second)).text)).toContain('返事待ち0件、承諾1件')
    const [offer] =
      await office.owner`select state, answered_by is not null as by_hand from app.makeup_offers`
    expect(offer).toEqual({ state: 'accepted', byHand: true })
  })
})
