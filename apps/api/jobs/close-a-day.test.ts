import { req } from '@madoguchi/config/req.ts'
import { generateSlots } from '@madoguchi/core/availability'
import { recountPlaces } from '@madoguchi/core/booking'
import { actInView, type Choice, type Hit, makeChange, previewChange } from '@madoguchi/core/calendar-changes'
import { mintId, type StaffId } from '@madoguchi/core/kernel'
import type { Database } from '@madoguchi/db'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fortyBookings } from '../testing/forty-bookings.ts'
import { type Office, openOffice } from '../testing/open-office.ts'
import { openPrograms } from '../testing/open-programs.ts'

const reason = {
  ja: '庁舎の停電',
  'ja-easy': '電気（でんき）が とまります',
  en: 'Power cut at the city hall',
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

const choose = (hit: Hit, what: string): [string, Choice] => {
  const toSlots = hit.proposals[0]?.toSlots ?? []
  const decision =
    what === 'move' ? ({ decision: 'move', toSlots } as const) : { decision: what as 'keep' | 'cancel' }
  return [hit.id, { version: hit.version, decision }]
}

it(`a day with 40 reservations is closed; killed in the middle, the program goes on, and everybody is told once ${req('2.A.6')}`, {
  timeout: 120_000,
}, async () => {
  const day = await fortyBookings(office)
  const { tenantId, owner } = office
  const { id } = await factories.staffMembers(owner, tenantId, { roles: ['manager'] })
  const by = { id: id as StaffId, roles: ['manager'] as const }
  const actor = { role: 'staff', tenantId, subjectId: id } as const
  const exception = {
    id: mintId<string>(),
    kind: 'closure',
    from: day,
    until: day,
    venues: ['city-hall'],
    reason,
  } as const
  const asked = { change: 'add', exception } as const
  const hits = (await previewChange(staff, actor, asked, new Date()))?.hits ?? []
  expect(hits).toHaveLength(40)
  const choices = new Map(hits.map((it, n) => choose(it, n < 10 ? 'keep' : n < 30 ? 'move' : 'cancel')))
  const made = await makeChange(staff, actor, by, { ...asked, choices }, new Date())
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
  const unsent = async () =>
    (await owner`select from app.messages where state <> 'sent'`).length +
    (await owner`select from app.outbox`).length
  await expect.poll(unsent, { timeout: 60_000, interval: 200 }).toBe(0)

  const told = await owner<
    { kind: string; language: string; recipient: string; subject: string; body: string }[]
  >`
    select kind, language, recipient, subject, body from app.messages`
  expect(told).toHaveLength(30)
  expect(new Set(told.map((it) => it.recipient)).size).toBe(30)
  let copies = 0
  for (const { kind, language, recipient, body, subject } of told) {
    expect(body).toContain(reason[language as 'ja'])
    expect(body).not.toMatch(/\{\{|undefined|\[object/)
    expect(
      body.includes({ ja: '変更前：', 'ja-easy': '前（まえ）の 予約', en: 'Before: ' }[language] ?? ''),
    ).toBe(kind === 'reservation.moved')
    const mails = await office.mails(recipient)
    expect(new Set(mails.map((mail) => mail.subject))).toEqual(new Set([subject]))
    copies += mails.length - 1
  }
  expect(copies).toBeLessThanOrEqual(1) // of the one that was in hand when the program was killed
  expect(Map.groupBy(told, (it) => it.kind).get('reservation.called_off')).toHaveLength(10)
})
