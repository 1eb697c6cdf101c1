import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import { comersFor, isUnder1, isUnder15, reasonsFor, usualComing } from './coming-rules.ts'

const day = (text: string) => text as PlainDate
const VISIT = day('2026-12-08')
const ADULT = day('1990-04-01')
const CHILD = day('2014-04-02')
const BABY = day('2026-02-01')

describe('who may come', () => {
  it.each([
    ['a grown-up for a pick-up', 'pickup', ADULT, ['self', 'with-guardian', 'guardian-alone', 'proxy']],
    ['a child for a pick-up, never alone', 'pickup', CHILD, ['with-guardian', 'guardian-alone', 'proxy']],
    ['an application, with the face', 'apply', ADULT, ['self', 'with-guardian']],
    ['a baby’s 特急発行, also without the baby', 'mailed', BABY, ['with-guardian', 'guardian-alone']],
    ['nobody else where nothing is asked', 'none', CHILD, ['self']],
  ] as const)('%s', (_who, table, birthDate, comers) => {
    expect(comersFor(table, birthDate, VISIT)).toEqual(comers)
  })

  it('is not narrowed by a birth date that is not known yet', () => {
    expect(comersFor('mailed', null, VISIT)).toEqual(['self', 'with-guardian', 'guardian-alone'])
  })

  it('is the person with the postcard unless said otherwise, and a child with its guardian', () => {
    expect(usualComing({ papers: 'pickup' }, ADULT, VISIT)).toMatchObject({ comer: 'self', hasNotice: true })
    expect(usualComing({ papers: 'pickup' }, CHILD, VISIT)).toMatchObject({ comer: 'with-guardian' })
    expect(usualComing({ papers: 'pin' }, ADULT, VISIT).hasNotice).toBeNull()
  })
})

describe('an age', () => {
  it('is reached on the birthday', () => {
    expect([isUnder15(day('2011-12-09'), VISIT), isUnder15(day('2011-12-08'), VISIT)]).toEqual([true, false])
    expect([isUnder1(day('2025-12-09'), VISIT), isUnder1(day('2025-12-08'), VISIT)]).toEqual([true, false])
  })

  it('decides which reasons can hold', () => {
    expect(reasonsFor(day('1951-12-08'), VISIT)).toContain('aged')
    expect(reasonsFor(day('1951-12-09'), VISIT)).not.toContain('aged')
    expect(reasonsFor(CHILD, VISIT)).toContain('child')
    expect(reasonsFor(ADULT, VISIT)).not.toContain('student')
    expect(reasonsFor(null, VISIT)).toHaveLength(13)
  })
})
