import { describe, expect, it } from 'vitest'
import type { PlainTime } from '../calendar.ts'
import {
  laneOf,
  type Policy,
  type PolicyVersion,
  policyAsOf,
  procedureOf,
  proceduresFor,
  textIn,
} from './policy-rules.ts'

const words = { ja: '受け取り' }
const procedure = (code: string, letter: 'pickup' | 'renewal' | 'none') => ({
  code,
  name: words,
  description: words,
  minutes: 20,
  letter,
  needsCard: letter === 'pickup',
  booking: 'required' as const,
  papers: 'none' as const,
  bring: [],
  fees: [],
})
const policy: Policy = {
  lanes: [
    { code: 'pickup', name: words, procedures: ['P01', 'P02'] },
    { code: 'certificate', name: words, procedures: ['P09'] },
  ],
  procedures: [procedure('P01', 'pickup'), procedure('P09', 'renewal'), procedure('P02', 'pickup')],
  calendar: { weekly: [], closures: [], specialOpenings: [], holidays: 'closed', yearEnd: 'closed' },
  booking: {
    opensDaysBefore: 30,
    opensAt: '09:00' as PlainTime,
    closesMinutesBefore: 60,
    changeUntilMinutesBefore: 0,
    generateDays: 60,
    bookableCardStates: ['received'],
  },
  baskets: { most: 6, counters: 'parallel' },
  papers: { withoutNotice: 'more-papers' },
  reminders: [],
  sms: false,
  holds: { minutes: 10, extensions: 2 },
  waiting: { answerMinutes: 120, noticeMinutes: 180 },
  visits: { missedAfterClosingMinutes: 60 },
  badDay: { waitMinutes: 5, answerDays: 3 },
  notice: { deadlineDays: 90 },
  retention: { contactDays: 90 },
  texts: { contact: words, late: words },
}

describe('自治体の規則', () => {
  it('通知から手続へ、手続から受付区分へたどれる', () => {
    expect(proceduresFor(policy, 'pickup').map((it) => it.code)).toEqual(['P01', 'P02'])
    expect(procedureOf(policy, 'P09')?.letter).toBe('renewal')
    expect(laneOf(policy, 'P02')?.code).toBe('pickup')
  })

  it('行わない手続は、ないと答える', () => {
    expect(procedureOf(policy, 'P08')).toBeUndefined()
    expect(laneOf(policy, 'P08')).toBeUndefined()
    expect(proceduresFor(policy, 'none')).toEqual([])
  })

  it('書かれていない言語では、日本語で答える', () => {
    expect(textIn({ ja: '市役所', en: 'City Hall' }, 'en')).toBe('City Hall')
    expect(textIn({ ja: '市役所', en: 'City Hall' }, 'ja-easy')).toBe('市役所')
  })
})

describe('規則の版', () => {
  const version = (number: number, from: string): PolicyVersion => ({
    version: number,
    effectiveFrom: new Date(from),
    document: policy,
  })
  const april = '2027-04-01T00:00:00+09:00'
  const versions = [
    version(1, '2026-10-01T00:00:00+09:00'),
    version(3, april),
    version(2, '2027-01-01T00:00:00+09:00'),
  ]
  const asOf = (moment: string) => policyAsOf(versions, new Date(moment)).version

  it('施行の瞬間から新しい版になる', () => {
    expect(asOf('2027-03-31T23:59:59+09:00')).toBe(2)
    expect(asOf(april)).toBe(3)
  })

  it('同じ瞬間に施行される二つの版では、後の版になる', () => {
    expect(policyAsOf([version(5, april), version(4, april)], new Date(april)).version).toBe(5)
  })

  it('最初の施行より前は最初の版、版がなければ不具合', () => {
    expect(asOf('2020-01-01T00:00:00+09:00')).toBe(1)
    expect(() => policyAsOf([], new Date(april))).toThrow()
  })
})
