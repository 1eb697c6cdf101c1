import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import { type Paper, type PapersCase, papersForPickup } from './papers-rules.ts'
import type { Proof } from './proof-rules.ts'

const VISIT = '2026-12-08' as PlainDate
const ADULT = '1990-04-01' as PlainDate
const CHILD = '2014-04-02' as PlainDate
const BABY = '2026-02-01' as PlainDate

/** 「A1 or B2」 as the table of domain.md §6.3 writes it. */
const short = ({ a, b, photo }: Proof) =>
  [a && `A${a}`, b && `B${b}`].filter(Boolean).join('+') + (photo ? ' (写真)' : '')
const said = (papers: readonly Paper[]) =>
  papers.map((it) => {
    if (it.kind === 'identity')
      return `${it.whose === 'person' ? '本人' : '代理人'} ${it.oneOf.map(short).join(' or ')}`
    return {
      guardianship: '戸籍',
      'sealed-answer': '封緘',
      'inquiry-answer': '照会書',
      'answer-by-post': '郵送の照会書',
      mandate: '委任状',
      reason: '疎明',
    }[it.kind]
  })

const of = (it: Partial<PapersCase>): PapersCase => ({
  comer: 'self',
  birthDate: ADULT,
  on: VISIT,
  reason: null,
  hasNotice: true,
  changedSinceApplication: false,
  guardianIsOnRecord: false,
  ...it,
})
const usual = { withoutNotice: 'more-papers' } as const

describe(`the papers of whoever receives a card ${req('2.show.6')}`, () => {
  it.each<[string, Partial<PapersCase>, string[]]>([
    ['本人、はがき有', {}, ['本人 A1 or B2']],
    ['本人、はがき無', { hasNotice: false }, ['本人 A2 or A1+B1']],
    [
      '15歳未満、法定代理人同行',
      { comer: 'with-guardian', birthDate: CHILD },
      ['本人 A1 or B2', '代理人 A1 or B2', '戸籍'],
    ],
    [
      '15歳未満、法定代理人同行、同じ世帯か本籍が市内',
      { comer: 'with-guardian', birthDate: CHILD, guardianIsOnRecord: true },
      ['本人 A1 or B2', '代理人 A1 or B2'],
    ],
    [
      '成年被後見人、法定代理人同行',
      { comer: 'with-guardian' },
      ['本人 A1 or B2', '代理人 A1 or B2', '戸籍'],
    ],
    [
      '法定代理人同行、はがき無',
      { comer: 'with-guardian', birthDate: CHILD, hasNotice: false, guardianIsOnRecord: true },
      ['本人 A2 or A1+B1', '代理人 A1 or B2'],
    ],
    [
      '法定代理人のみ',
      { comer: 'guardian-alone', birthDate: CHILD },
      ['本人 A2 or A1+B1 or B3 (写真)', '代理人 A2 or A1+B1', '封緘', '戸籍'],
    ],
    [
      '1歳未満、法定代理人のみ',
      { comer: 'guardian-alone', birthDate: BABY, guardianIsOnRecord: true },
      ['本人 A2 or A1+B1 or B2', '代理人 A2 or A1+B1', '封緘'],
    ],
    [
      '任意代理人のみ、長期入院',
      { comer: 'proxy', reason: 'hospital' },
      ['本人 A2 or A1+B1 or B3 (写真)', '代理人 A2 or A1+B1', '封緘', '疎明'],
    ],
    [
      '申請のあとに住所・氏名・在留期間の変更など',
      { changedSinceApplication: true },
      ['本人 A1 or B2', '照会書'],
    ],
  ])('%s', (_case, facts, expected) => {
    const answer = papersForPickup(of(facts), usual)
    expect(answer.ok && said(answer.papers)).toEqual(expected)
  })

  it.each<[string, Partial<PapersCase>, string]>([
    ['a child does not come alone', { birthDate: CHILD }, 'guardian-needed'],
    ['who represents somebody says why', { comer: 'proxy' }, 'reason-needed'],
    [
      'nobody is represented without the postcard, on which the answer is written',
      { comer: 'proxy', reason: 'aged', hasNotice: false },
      'notice-needed',
    ],
  ])('%s', (_case, facts, reason) => {
    expect(papersForPickup(of(facts), usual)).toEqual({ ok: false, reason })
  })

  it('some municipalities hand nothing over without the postcard', () => {
    const refused = { withoutNotice: 'refused' } as const
    expect(papersForPickup(of({ hasNotice: false }), refused)).toEqual({ ok: false, reason: 'notice-needed' })
    expect(papersForPickup(of({}), refused).ok).toBe(true)
  })

  it.each([
    ['2011-12-09', 'guardian-needed'],
    ['2011-12-08', true],
  ])('born on %s, on the day before and on the 15th birthday', (birthDate, expected) => {
    const answer = papersForPickup(of({ birthDate: birthDate as PlainDate }), usual)
    expect(answer.ok || answer.reason).toBe(expected)
  })
})
