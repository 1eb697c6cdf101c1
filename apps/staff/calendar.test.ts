import { req } from '@madoguchi/config/req.ts'
import { generateSlots } from '@madoguchi/core/availability'
import { dateAt } from '@madoguchi/core/calendar'
import { carryOut } from '@madoguchi/core/calendar-changes'
import { mintId } from '@madoguchi/core/kernel'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
let day: string
/** The reservation of that day, at ten. */
let visitId: string

beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo', ['manager'])
  await generateSlots(office.open('web_api'), desk.tenantId, new Date())
  const { owner } = office
  const [slot] = await owner<
    { id: string; day: string; venueId: string; laneId: string; startsAt: Date; minutes: number }[]
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
  `/calendar/change?${new URLSearchParams({
    ...{ kind: 'closure', from: day, until: '', venue: 'city-hall' },
    ...{ ja: '庁舎の停電', easy: '電気（でんき）が とまります', en: 'Power cut' },
    ...over,
  })}`
const plain = (text: string) => text.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const idIn = (text: string) => /name="id" value="([^"]+)"/.exec(text)?.[1] ?? ''

describe(`設定 › 受付日 ${req('2.A.1')}`, () => {
  it('is nobody’s but a manager’s, and the menu says so', async () => {
    const officer = await office.desk('ageo', ['officer', 'branch', 'call_centre', 'auditor'])
    for (const path of ['/calendar', query(), `/calendar/acts/${visitId}`, `/calendar/${visitId}/withdraw`])
      expect((await officer.get(path)).status, path).toBe(404)
    expect((await officer.post(query(), {}, '/')).status).toBe(404)
    expect((await officer.get('/')).text).not.toContain('href="/calendar"')
    expect((await desk.get('/')).text).toContain('href="/calendar"')
  })

  it('shows a venue’s month, with what is open and why not', async () => {
    const text = plain((await desk.get('/calendar?venue=city-hall&month=2026-12')).text)
    expect(text).toMatch(/12月1日（火） 9:00–12:00 13:00–16:30/)
    expect(text).toMatch(/12月6日（日） 休み/)
    expect(text).toMatch(/12月29日（火） 休み 年末年始/)
  })

  it('says what is wrong in the form, and keeps what was typed', async () => {
    const answer = await desk.get(query({ from: '2020-01-01', easy: '' }))
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('今日より前の日は変えられません。')
    expect(answer.text).toContain('理由を入力してください。')
    expect(answer.text).toContain('value="庁舎の停電"')
  })

  it('a day that is closed anyway changes nothing, and nothing is offered', async () => {
    const sunday = new Date(Date.parse(day) + 5 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10) // after that Tuesday
    const { text } = await desk.get(query({ from: sunday }))
    expect(text).toContain('この変更で変わる受付はありません')
    expect(text).not.toContain('この内容で変更する')
  })
})

describe(`a day is closed on the pages ${req('2.A.6')}`, () => {
  let acted = ''

  it('shows whom it meets, refuses as long as nothing was chosen, and takes the choice of all', async () => {
    const { text } = await desk.get(query())
    expect(text).toContain('かかる予約：1件')
    expect(plain(text)).toMatch(/ヤマダ ハナコ .*電話のみ/)
    expect(plain(text)).toContain('メールアドレスのない予約が1件あります。メールは届きません。')
    const field = `d.${visitId}.1`
    const none = await desk.post(query(), { id: idIn(text), [field]: '' })
    expect(none.status).toBe(409)
    expect(none.text).toContain('扱いを選んでいない予約があります')
    expect(idIn(none.text)).toBe(idIn(text))

    const all = (await desk.get(`${query()}&all=move`)).text
    const move = /<option value="(move [^"]+)" selected=""/.exec(all)?.[1] ?? ''
    expect(move).toMatch(/^move [0-9a-f-]{36}$/)
    const made = await desk.post(query(), { id: idIn(text), [field]: move })
    expect(made.location).toMatch(/^\/calendar\/acts\//)
    acted = made.location
    expect((await desk.post(query(), { id: idIn(text), [field]: move }, '/calendar')).location).toBe(acted)
  })

  it('shows how far it has come, and who has to be telephoned', async () => {
    expect((await desk.get(acted)).text).toContain('1件中 0件')
    const machine = office.open('web_api')
    await generateSlots(machine, desk.tenantId, new Date())
    await carryOut(
      machine,
      { tenantId: desk.tenantId, actId: acted.split('/').at(-1) ?? '' },
      () => new Date(),
    )
    const { text } = await desk.get(acted)
    expect(text).toContain('1件の扱いが終わりました')
    expect(text).toContain('電話などで知らせてください：1件')
    expect(plain(text)).toMatch(/[0-9]{4} ヤマダ ハナコ 048-000-0000 知らせた 予約ごとの結果/)
    expect(plain(text)).toMatch(/[0-9]{4} ヤマダ ハナコ 移す 済み .* まだ/)
    const visit = plain((await desk.get(`/reservations/${visitId}`)).text)
    expect(visit).toContain('窓口の都合で予約の日時を変更しました')
    expect(visit).toContain('予約の移動')
  })

  it('says of whom nothing reaches what is left, and counts whom an officer has told, who and when', async () => {
    await office.owner`update app.reservations set telephone = null where id = ${visitId}`
    const { text } = await desk.get(acted)
    expect(plain(text)).toContain('ヤマダ ハナコ 連絡先なし（郵送か、来庁時に伝えてください）')
    const [, told = ''] = /name="told" value="([^"]+)"/.exec(text) ?? []
    const post = (by: Desk) => by.post(acted, { told }, '/')
    expect((await post(await office.desk('ageo', ['officer']))).status).toBe(404)
    expect((await post(desk)).location).toBe(acted)
    await post(await office.desk('ageo', ['manager']))
    const after = plain((await desk.get(acted)).text)
    expect(after).toContain('メールアドレスのない1件は、すべて知らせました')
    expect(after).toMatch(/が[0-9]+月[0-9]+日（.）[0-9時分]+に知らせた/)
    expect(after).not.toContain('電話などで知らせてください')
    const [item] = await office.owner`select told_by from app.calendar_act_items where id = ${told}`
    expect(item?.toldBy).toBe(desk.staffId)
  })

  it('shows the reason on the board and in the calendar of the telephone, and of a past day that it has passed', async () => {
    const board = async () => plain((await desk.get(`/?date=${day}`)).text)
    await expect.poll(board).toContain('臨時閉庁：庁舎の停電')
    const calendar = `/telephone?procedure=P09&venue=city-hall&month=${day.slice(0, 7)}`
    const text = plain((await desk.get(calendar)).text)
    expect(text).toContain(`${Number(day.slice(8))}日火曜日 臨時閉庁：庁舎の停電`)
    expect(text).toContain('日（火） 臨時閉庁：庁舎の停電')
    expect(text).toMatch(/日日曜日 休み/)
    const today = dateAt(new Date())
    const thisMonth = plain((await desk.get(`${calendar.slice(0, -7)}${today.slice(0, 7)}`)).text)
    for (let n = 1; n < Number(today.slice(8)); n++)
      expect(thisMonth).toMatch(new RegExp(`[^0-9]${n}日.曜日 過ぎた日`))
  })

  it('is taken back on a page that says what stays as it is', async () => {
    const list = (await desk.get('/calendar')).text
    const [, page = ''] = /href="(\/calendar\/[0-9a-f-]+\/withdraw)"/.exec(list) ?? []
    expect((await desk.get(page)).text).toContain('すでに移した予約と取り消した予約は、そのままです')
    expect((await desk.post(page)).location).toBe('/calendar?done')
    expect(plain((await desk.get('/calendar')).text)).toContain('取りやめ')
    expect((await desk.get(page)).text).toContain('すでに取りやめられています')
  })
})
