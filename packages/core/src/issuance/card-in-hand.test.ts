import type { Actor, Database } from '@madoguchi/db'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import { mintId, type ReservationId, type StaffId, type TenantId } from '../kernel.ts'
import { type ActCommand, actAtCounter } from './act-at-counter.ts'
import { recordCardInHand } from './card-in-hand.ts'
import { visitOf } from './visit.ts'

const now = new Date('2030-04-06T09:02:00+09:00')
const ready = ['stored']
const applicationId = '12345678901234567890123'

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await openTestDatabase()
  db = database.open('web_staff')
})
afterAll(() => database.close())

let tenantId: TenantId
let staffId: StaffId
let reservationId: ReservationId
let cardId: string

/** A visit at the branch whose card lies in a tray of a safe at the hall. */
beforeEach(async () => {
  const { owner } = database
  tenantId = mintId()
  staffId = (await factories.staffMembers(owner, tenantId)).id as StaffId
  const branch = await factories.reservations(owner, tenantId)
  reservationId = branch.id as ReservationId
  const hall = await factories.venues(owner, tenantId)
  const venue = { kind: 'venue', venueId: hall.id, label: '市役所' }
  const root = await factories.places(owner, tenantId, venue)
  const safe = await factories.places(owner, tenantId, { parentId: root.id, label: '金庫' })
  const tray = await factories.places(owner, tenantId, { parentId: safe.id, label: 'トレイ' })
  await factories.places(owner, tenantId, { kind: 'venue', venueId: branch.venueId, label: '支所' })
  // It came for the branch: what counts is where it lies.
  const card = { state: 'stored', applicationId, noticeNumber: 'AB1234567', serialNumber: 'A'.repeat(16) }
  const at = { venueId: branch.venueId, placeId: tray.id }
  cardId = (await factories.cards(owner, tenantId, { ...card, ...at })).id
  await factories.cardPeople(owner, tenantId, { cardId })
  await factories.reservationPeople(owner, tenantId, { reservationId, subjectId: cardId, cardId })
})

const actor = (): Actor => ({ role: 'staff', tenantId, subjectId: staffId })
const officer = (role: StaffRole = 'officer') => ({ id: staffId, roles: [role], terminal: '192.0.2.7' })
const press = (act: ActCommand['act'], reason: string | null = null) =>
  actAtCounter(db, actor(), officer(), ready, { act, reservationId, reason }, now)
const inHand = (label: string, reason: string | null = 'moved_without_record', role?: StaffRole) =>
  recordCardInHand(db, actor(), officer(role), ready, { reservationId, label, reason }, now)
const cardOfVisit = async () => (await visitOf(db, actor(), reservationId))?.cards[0]

describe('a card that on record lies at another venue', () => {
  it('is neither served nor handed over; the person is received', async () => {
    expect((await press('check_in')).ok).toBe(true)
    expect(await press('start')).toMatchObject({ ok: false, reason: 'card-elsewhere' })
    expect((await cardOfVisit())?.state).toBe('stored')
    await database.owner`update app.reservations set state = 'serving' where id = ${reservationId}`
    await database.owner`update app.cards set state = 'at_counter' where id = ${cardId}`
    expect(await press('hand_over', 'owner')).toMatchObject({ ok: false, reason: 'card-elsewhere' })
    expect((await cardOfVisit())?.state).toBe('at_counter')
  })

  it.each([
    ['申請書ID', applicationId],
    ['通知書番号', '\u0002ab1-234567\r'],
    ['製造番号', 'a'.repeat(16)],
  ])(
    'is handed over once its own %s was read here, and its record says from where to where',
    async (_label, label) => {
      await press('check_in')
      expect(await inHand(label)).toEqual({ ok: true, value: true })
      const [event] = (await cardOfVisit())?.custody ?? []
      expect(event).toMatchObject({
        act: 'card_in_hand',
        fromPlace: 'トレイ',
        place: '支所',
        reason: 'moved_without_record',
        fromState: 'stored',
        toState: 'stored',
        reservationId,
      })
      expect((await press('start')).ok).toBe(true)
      expect(await press('hand_over', 'owner')).toMatchObject({ ok: true, value: { state: 'done' } })
    },
  )

  it.each([
    ['nothing was read', '', 'moved_without_record', undefined, 'label-missing'],
    ['another label', 'AB1234568', 'moved_without_record', undefined, 'another-card'],
    ['no reason', 'AB1234567', null, undefined, 'reason-missing'],
    ['a reason of no list', 'AB1234567', 'because', undefined, 'reason-missing'],
    ['a contractor', 'AB1234567', 'moved_without_record', 'contractor', 'not-your-part'],
  ] as const)('stays where it is: %s', async (_what, label, reason, role, refusal) => {
    expect(await inHand(label, reason, role)).toEqual({ ok: false, reason: refusal })
    expect(await cardOfVisit()).toMatchObject({ away: true, custody: [] })
  })

  it('is not taken for that of somebody else who has a card here', async () => {
    const other = { applicationId: '9'.repeat(23), noticeNumber: 'ZZ9999999', state: 'stored' }
    await factories.cards(database.owner, tenantId, other)
    expect(await inHand('ZZ9999999')).toEqual({ ok: false, reason: 'another-card' })
  })

  it('is not brought in while it is missing or gone, nor twice', async () => {
    await database.owner`update app.cards set state = 'missing' where id = ${cardId}`
    expect(await inHand('AB1234567')).toEqual({ ok: false, reason: 'card-not-ready' })
    await database.owner`update app.cards set state = 'stored' where id = ${cardId}`
    const answers = await Promise.all([inHand('AB1234567'), inHand('AB1234567')])
    expect(answers.filter((it) => it.ok)).toHaveLength(1)
    expect(await inHand('AB1234567')).toEqual({ ok: false, reason: 'nothing-away' })
  })
})
