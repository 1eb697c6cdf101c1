import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { Policy } from '../tenancy/policy-rules.ts'
import {
  decideTicket,
  numberingOf,
  reservationFor,
  type TicketAct,
  type TicketState,
  ticketActsFor,
  ticketAfter,
  ticketLabel,
  turnAt,
} from './ticket-rules.ts'

const officer = { roles: ['officer'], counter: '3' } as const
const aTicket = (state: TicketState, reservationId: string | null = null) => ({
  state,
  reservationId,
  counter: null,
})

describe('a number without a reservation', () => {
  it.each<[TicketState, TicketAct, TicketState]>([
    ['waiting', 'call', 'called'],
    ['skipped', 'call', 'called'],
    ['called', 'recall', 'called'],
    ['called', 'start', 'serving'],
    ['called', 'finish', 'done'],
    ['serving', 'finish', 'done'],
    ['called', 'skip', 'skipped'],
    ['called', 'put_back', 'waiting'],
    ['skipped', 'put_back', 'waiting'],
    ['serving', 'transfer', 'waiting'],
    ['done', 'undo_finish', 'serving'],
    ['waiting', 'leave', 'left'],
  ])(`that stands at %s and is met by %s, stands at %s ${req('2.G.2')}`, (before, act, after) => {
    expect(decideTicket(act, aTicket(before), officer)).toEqual({ ok: true, value: after })
  })

  it.each<[TicketState, TicketAct, string]>([
    ['called', 'call', 'called-elsewhere'],
    ['serving', 'call', 'already-served'],
    ['done', 'skip', 'already-finished'],
    ['waiting', 'recall', 'not-called'],
  ])('at %s refuses %s: %s', (state, act, reason) => {
    expect(decideTicket(act, aTicket(state), officer)).toEqual({ ok: false, reason })
  })

  it('is called from a counter, by somebody who receives people', () => {
    expect(decideTicket('call', aTicket('waiting'), { ...officer, counter: null })).toMatchObject({
      reason: 'counter-missing',
    })
    expect(decideTicket('call', aTicket('waiting'), { ...officer, roles: ['auditor'] })).toMatchObject({
      reason: 'not-your-part',
    })
  })
})

describe('a number with a reservation', () => {
  it('is called and skipped here; what serves or ends the visit is done at the visit', () => {
    expect(ticketActsFor(aTicket('called', 'r'), ['officer'])).toEqual([
      'recall',
      'skip',
      'transfer',
      'put_back',
    ])
    expect(decideTicket('start', aTicket('called', 'r'), officer)).toMatchObject({
      reason: 'goes-with-the-visit',
    })
    expect(decideTicket('transfer', aTicket('serving', 'r'), officer)).toMatchObject({
      reason: 'goes-with-the-visit',
    })
  })

  it('and the reservation say the same', () => {
    expect((['waiting', 'called', 'skipped', 'serving', 'done'] as const).map(reservationFor)).toEqual([
      'checked_in',
      'called',
      'checked_in',
      null,
      null,
    ])
    expect(
      ['checked_in', 'serving', 'done', 'partly_done', 'confirmed', 'cancelled'].map(ticketAfter),
    ).toEqual(['waiting', 'serving', 'done', 'done', 'left', 'left'])
  })
})

describe('whose turn it is, of 10:00 with 10 minutes forgiven', () => {
  const ten = new Date('2026-04-10T10:00:00+09:00')
  it.each([
    ['who comes early is called by the hour booked', '09:30:00', '10:00:00'],
    ['who comes in time, too', '10:10:00', '10:00:00'],
    ['who comes a second later waits from then', '10:10:01', '10:10:01'],
  ])('%s', (_, came, turn) => {
    const at = (time: string) => new Date(`2026-04-10T${time}+09:00`)
    expect(turnAt(ten, at(came), 10)).toEqual(at(turn))
  })
  it('who has no reservation waits from when they came', () => {
    expect(turnAt(null, ten, 10)).toEqual(ten)
  })
})

describe('numbers', () => {
  it('are a letter and three digits, and go on after 999', () => {
    expect([1, 42, 999, 1000].map((n) => ticketLabel('A', n))).toEqual(['A001', 'A042', 'A999', 'A1000'])
  })
  it("have their letters in the order of the municipality's lanes", () => {
    const policy = {
      lanes: [{ code: 'pickup' }, { code: 'application' }, { code: 'certificate' }],
    } as unknown as Policy
    const lanes = ['certificate', 'pickup', 'application', 'old'].map((code) => ({ id: `of-${code}`, code }))
    expect(numberingOf(policy, lanes)).toEqual({
      letters: { 'of-certificate': 'C', 'of-pickup': 'A', 'of-application': 'B', 'of-old': 'Z' },
      lateAfterMinutes: 10,
    })
  })
})
