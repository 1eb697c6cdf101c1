import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import type { CounterAct, ReservationState } from './counter-act-rules.ts'
import { actsFor, decideAct, type SinceThen, type VisitCard } from './custody-rules.ts'

const ready = ['received', 'stored', 'notified', 'suspended']
type Given = {
  state: ReservationState
  card?: string | null
  before?: string
  reason?: string
  roles?: StaffRole[]
  since?: Partial<SinceThen>
  finishedAt?: Date
  away?: boolean
  note?: string
}

const now = new Date('2030-04-06T16:00:00+09:00')

function press(
  act: CounterAct,
  { state, card = 'stored', before, reason, roles = ['officer'], ...given }: Given,
) {
  const since = { brokenOffBy: null, bookedAs: null, handedOverBy: null, ...given.since }
  const cards: VisitCard[] =
    card === null
      ? []
      : [{ id: 'card-1', state: card, before: before ?? null, away: given.away ?? false, ...since }]
  const visit = { id: 'visit-1', state, finishedAt: given.finishedAt ?? null, cards }
  return decideAct(act, visit, {
    roles,
    reason: reason ?? null,
    note: given.note ?? null,
    ready,
    now,
  })
}

describe('a pick-up at the counter', () => {
  it.each([
    ['checks in, the card staying where it is', 'check_in', { state: 'confirmed' }, 'checked_in', 'stored'],
    ['takes a check-in back', 'undo_check_in', { state: 'checked_in' }, 'confirmed', 'stored'],
    ['starts, the card coming to the counter', 'start', { state: 'checked_in' }, 'serving', 'at_counter'],
    [
      'starts with a card that was picked',
      'start',
      { state: 'called', card: 'picked' },
      'serving',
      'at_counter',
    ],
    [
      'takes a start back, the card returning to what it was',
      'undo_start',
      { state: 'serving', card: 'at_counter', before: 'notified' },
      'checked_in',
      'notified',
    ],
    [
      'hands over to the owner',
      'hand_over',
      { state: 'serving', card: 'at_counter', reason: 'owner' },
      'done',
      'issued',
    ],
    [
      'breaks off for want of documents',
      'break_off',
      { state: 'serving', card: 'at_counter', reason: 'documents_missing' },
      'partly_done',
      'suspended',
    ],
    [
      'is cancelled by the office',
      'cancel',
      { state: 'confirmed', reason: 'resident_asked' },
      'cancelled',
      'stored',
    ],
    [
      'came after all, though the clock had written it off',
      'undo_miss',
      { state: 'no_show' },
      'checked_in',
      'stored',
    ],
  ] as const)(`%s ${req('1.G.5')}`, (_what, act, given, reservation, to) => {
    const outcome = press(act, { ...given } as Given)
    expect(outcome.ok && outcome.value.reservation).toBe(reservation)
    expect(outcome.ok && outcome.value.cards[0]?.to).toBe(to)
  })

  it.each([
    ['the second officer, who checks in too', 'check_in', { state: 'checked_in' }, 'already-checked-in'],
    [
      'the second officer, who starts too',
      'start',
      { state: 'serving', card: 'at_counter' },
      'already-started',
    ],
    [
      'the second officer, who hands over too',
      'hand_over',
      { state: 'done', card: 'issued', reason: 'owner' },
      'already-handed-over',
    ],
    [
      'who takes up a missed visit whose card is booked again',
      'undo_miss',
      { state: 'no_show', since: { bookedAs: 'visit-2' } },
      'booked-again',
    ],
    ['who starts before checking in', 'start', { state: 'confirmed' }, 'not-checked-in'],
    ['who checks a cancelled reservation in', 'check_in', { state: 'cancelled' }, 'already-cancelled'],
    [
      'who hands over without saying to whom',
      'hand_over',
      { state: 'serving', card: 'at_counter' },
      'reason-missing',
    ],
    [
      'who breaks off for a reason of no list',
      'break_off',
      { state: 'serving', card: 'at_counter', reason: 'tired' },
      'reason-missing',
    ],
    ['who starts with a card on hold', 'start', { state: 'checked_in', card: 'on_hold' }, 'card-not-ready'],
    [
      'who starts with a card that is missing',
      'start',
      { state: 'checked_in', card: 'missing' },
      'card-not-ready',
    ],
    [
      'who hands over a card that is not here',
      'hand_over',
      { state: 'serving', reason: 'owner' },
      'card-not-ready',
    ],
  ] as const)('politely refuses an officer %s', (_who, act, given, reason) => {
    expect(press(act, { ...given } as Given)).toEqual({ ok: false, reason })
  })
})

describe('a visit that was broken off', () => {
  const broken = {
    state: 'partly_done',
    card: 'suspended',
    before: 'notified',
    since: { brokenOffBy: 'visit-1' },
    finishedAt: new Date('2030-04-06T00:00:00+09:00'),
  } as const

  it('is taken up again on the same day, the card going back to where it came from', () => {
    expect(press('resume', broken)).toMatchObject({
      ok: true,
      value: { reservation: 'checked_in', cards: [{ id: 'card-1', from: 'suspended', to: 'notified' }] },
    })
    expect(press('resume', { ...broken, card: null }).ok).toBe(true)
  })

  it.each([
    ['a second before midnight', { finishedAt: new Date('2030-04-05T23:59:59+09:00') }, 'broken-off-earlier'],
    ['a card that is booked again', { since: { ...broken.since, bookedAs: 'visit-2' } }, 'booked-again'],
    ['a card of another visit since', { since: { brokenOffBy: 'visit-2' } }, 'card-moved-since'],
    ['a card that has moved on', { card: 'stored' }, 'card-moved-since'],
    ['a contractor', { roles: ['contractor'] as StaffRole[] }, 'not-your-part'],
    ['a visit that is done', { state: 'done' }, 'already-handed-over'],
  ] as const)('is not taken up again: %s', (_what, given, reason) => {
    expect(press('resume', { ...broken, ...given } as Given)).toEqual({ ok: false, reason })
  })
})

describe('a card that on record lies at another venue', () => {
  it('does not keep the person from being received', () => {
    expect(press('check_in', { state: 'confirmed', away: true }).ok).toBe(true)
  })

  it.each([
    ['start', { state: 'checked_in' }],
    ['hand_over', { state: 'serving', card: 'at_counter', reason: 'owner' }],
  ] as const)('is not for %s, and neither is offered', (act, given) => {
    expect(press(act, { ...given, away: true })).toEqual({ ok: false, reason: 'card-elsewhere' })
    const cards = [{ state: 'stored', brokenOffBy: null, bookedAs: null, handedOverBy: null, away: true }]
    const offered = actsFor({ id: 'visit-1', finishedAt: null, cards, state: given.state }, ['officer'], now)
    expect(offered).not.toContain(act)
    expect(offered).not.toEqual([])
  })

  it('can still be taken back from the counter', () => {
    const given = { state: 'serving', card: 'at_counter', before: 'stored', away: true } as const
    expect(press('undo_start', given).ok).toBe(true)
    expect(press('break_off', { ...given, reason: 'pin' }).ok).toBe(true)
  })
})

describe('a visit that is broken off for another reason', () => {
  it('is told in words', () => {
    const given = { state: 'serving', card: 'at_counter', reason: 'other' } as const
    expect(press('break_off', given)).toEqual({ ok: false, reason: 'note-missing' })
    expect(press('break_off', { ...given, note: '急病のため' }).ok).toBe(true)
  })
})

describe('a procedure without a card', () => {
  it('ends without a receiver', () => {
    const outcome = press('hand_over', { state: 'serving', card: null })
    expect(outcome).toEqual({ ok: true, value: { reservation: 'done', cards: [] } })
  })
})

describe('who may do what', () => {
  it('never lets a contractor hand a card over', () => {
    const given = { state: 'serving', card: 'at_counter', reason: 'owner', roles: ['contractor'] } as const
    expect(press('hand_over', { ...given, roles: ['contractor'] })).toEqual({
      ok: false,
      reason: 'not-your-part',
    })
  })

  it('offers what makes sense now, and nothing after the hand-over', () => {
    const acts = (state: ReservationState) =>
      actsFor({ id: 'visit-1', state, finishedAt: now, cards: [] }, ['officer'], now)
    expect(acts('serving')).toEqual(['hand_over', 'break_off', 'undo_start'])
    expect(acts('partly_done')).toEqual(['resume'])
    expect(acts('done')).toEqual([])
  })
})

describe(`several cards in one visit ${req('2.C.2')}`, () => {
  const card = (id: string, over: Partial<VisitCard> = {}): VisitCard => ({
    ...{ id, state: 'at_counter', before: 'stored', away: false },
    ...{ brokenOffBy: null, bookedAs: null, handedOverBy: null },
    ...over,
  })
  const handOver = (
    receivers: Record<string, string>,
    left = { reason: null as string | null, note: null as string | null },
  ) =>
    decideAct(
      'hand_over',
      { id: 'visit-1', state: 'serving', finishedAt: null, cards: [card('mother'), card('child')] },
      {
        roles: ['officer'],
        reason: null,
        ready,
        now,
        handOver: { receivers: new Map(Object.entries(receivers)), left },
      },
    )

  it('are handed over each to its receiver', () => {
    expect(handOver({ mother: 'owner', child: 'legal_representative' })).toMatchObject({
      ok: true,
      value: {
        reservation: 'done',
        cards: [
          { id: 'mother', to: 'issued', reason: 'owner' },
          { id: 'child', to: 'issued', reason: 'legal_representative' },
        ],
      },
    })
  })

  it('may go without one that stays, with the reason; the visit is then done in part', () => {
    const left = { reason: 'documents_missing', note: null }
    expect(handOver({ mother: 'owner', child: 'stays' }, left)).toEqual({
      ok: true,
      value: {
        reservation: 'partly_done',
        left,
        cards: [
          { id: 'mother', from: 'at_counter', to: 'issued', act: 'hand_over', reason: 'owner' },
          { id: 'child', from: 'at_counter', to: 'suspended', act: 'break_off', reason: 'documents_missing' },
        ],
      },
    })
  })

  it.each([
    ['one of which nothing is said', { mother: 'owner' }, {}, 'reason-missing'],
    ['one that stays without a reason', { mother: 'owner', child: 'stays' }, {}, 'reason-missing'],
    ['another reason, untold', { mother: 'owner', child: 'stays' }, { reason: 'other' }, 'note-missing'],
    ['none at all', { mother: 'stays', child: 'stays' }, { reason: 'pin' }, 'reason-missing'],
  ])('are not handed over with %s', (_, receivers, left, reason) => {
    expect(handOver(receivers, { reason: null, note: null, ...left })).toEqual({ ok: false, reason })
  })

  it('are taken up again without those that were handed over', () => {
    const cards = [
      card('mother', { state: 'issued', handedOverBy: 'visit-1' }),
      card('child', { state: 'suspended', brokenOffBy: 'visit-1' }),
    ]
    const visit = { id: 'visit-1', state: 'partly_done' as const, finishedAt: now, cards }
    const officer = { roles: ['officer' as const], reason: null, ready, now }
    expect(decideAct('resume', visit, officer)).toMatchObject({
      ok: true,
      value: { reservation: 'checked_in', cards: [{ id: 'child', to: 'stored' }] },
    })
    const elsewhere = {
      ...visit,
      state: 'checked_in' as const,
      cards: [card('mother', { state: 'issued', handedOverBy: 'visit-0' })],
    }
    expect(decideAct('start', elsewhere, officer)).toEqual({ ok: false, reason: 'card-not-ready' })
  })
})
