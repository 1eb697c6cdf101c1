import { req } from '@madoguchi/config/req.ts'
import { generateSlots } from '@madoguchi/core/availability'
import { recountPlaces } from '@madoguchi/core/booking'
import { addDays } from '@madoguchi/core/calendar'
import { actInView, type BadDay, makeBadDay, previewBadDay } from '@madoguchi/core/calendar-changes'
import { mintId, type StaffId } from '@madoguchi/core/kernel'
import type { Database } from '@madoguchi/db'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fortyBookings } from '../testing/forty-bookings.ts'
import { type Office, openOffice } from '../testing/open-office.ts'
import { openPrograms } from '../testing/open-programs.ts'

const reason = {
  ja: '大雪による交通の乱れ',
  'ja-easy': '雪（ゆき）が たくさん ふっています',
  en: 'Heavy snow',
}

let office: Office
let programs: ReturnType<typeof openPrograms>
let staff: Database
let machine: Database

beforeAll(async () => {
  office = await openOffice()
  programs = openPrograms(office, office.smtpUrl)
  ;[staff, machine] = [office.open('web_staff'), office.open('web_api')]
  await generateSlots(machine, office.tenantId, new Date())
}, 120_000)
afterAll(async () => {
  await programs?.killAll()
  await office?.close()
})

it(`snow on a day with 40 reservations: killed in the middle, the program goes on, and everybody is offered a place once ${req('2.H.1')}`, {
  timeout: 120_000,
}, async () => {
  const day = await fortyBookings(office)
  const { tenantId, owner } = office
  const { id } = await factories.staffMembers(owner, tenantId, { roles: ['manager'] })
  const by = { id: id as StaffId, roles: ['manager'] as const }
  const actor = { role: 'staff', tenantId, subjectId: id } as const
  const badDay: BadDay = {
    exception: {
      ...{ id: mintId<string>(), kind: 'closure', from: day, until: day },
      venues: ['city-hall'],
      reason,
    },
    ...{ cause: 'weather', answer: 'offer', makeUp: { from: addDays(day, 1), until: addDays(day, 20) } },
    answerBy: new Date(`${addDays(day, 1)}T00:00:00+09:00`),
  }
  expect((await previewBadDay(staff, actor, badDay, new Date()))?.hits).toHaveLength(40)
  const made = await makeBadDay(staff, actor, by, badDay, { waitMinutes: 0, now: new Date() })
  if (!made.ok) throw new Error(made.reason)
  const { actId } = made.value
  const states = async () =>
    Map.groupBy((await actInView(staff, actor, actId, new Date()))?.items ?? [], (item) => item.state)
  const pending = async () => (await states()).get('pending')?.length ?? 0

  // Somebody has one of them open: the job stands before it, with some done and some to do, and there it is killed.
  const keeper = await owner.reserve()
  await keeper`begin`
  await keeper`
    select from app.reservations where id = (
      select reservation_id from app.calendar_act_items where act_id = ${actId} order by id offset 20 limit 1) for update`
  const { child } = await programs.launch()
  await expect.poll(pending, { timeout: 30_000, interval: 50 }).toBe(20)
  await programs.end(child, 'SIGKILL')
  await keeper`commit`
  keeper.release()

  await programs.start()
  await expect.poll(pending, { timeout: 60_000, interval: 200 }).toBe(0)
  expect((await states()).get('done')).toHaveLength(40)
  expect(await recountPlaces(machine, tenantId, new Date(0))).toEqual([])
  // Between the outbox and its row a message is a job in the queue: what is counted is what was sent.
  const sent = async () => (await owner`select from app.messages where state = 'sent'`).length
  await expect.poll(sent, { timeout: 60_000, interval: 200 }).toBe(40)

  const told = await owner<
    { kind: string; language: string; recipient: string; subject: string; body: string }[]
  >`
    select kind, language, recipient, subject, body from app.messages`
  expect(told).toHaveLength(40)
  expect(new Set(told.map((it) => it.recipient)).size).toBe(40)
  expect(new Set(told.map((it) => it.kind))).toEqual(new Set(['reservation.offered']))
  let copies = 0
  for (const { language, recipient, body, subject } of told) {
    expect(body).toContain(reason[language as 'ja'])
    expect(body).toContain(
      { ja: 'お返事の期限：', 'ja-easy': '返事（へんじ）は', en: 'Please answer by:' }[language],
    )
    expect(body).toMatch(/23時59分|23:59|11:59/)
    expect(body).not.toMatch(/\{\{|undefined|\[object/)
    const mails = await office.mails(recipient)
    expect(new Set(mails.map((mail) => mail.subject))).toEqual(new Set([subject]))
    copies += mails.length - 1
  }
  expect(copies).toBeLessThanOrEqual(1) // of the one that was in hand when the program was killed
})
