import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import type { PaperTable } from '../tenancy/procedure-rules.ts'
import type { Comer } from './coming-rules.ts'
import { papersFor } from './counter-papers-rules.ts'
import type { PapersCase } from './papers-rules.ts'
import { proofCode } from './proof-rules.ts'

const of = (comer: Comer, birthDate = '1990-04-01'): PapersCase => ({
  comer,
  reason: null,
  birthDate: birthDate as PlainDate,
  on: '2026-12-08' as PlainDate,
  hasNotice: null,
  changedSinceApplication: false,
  guardianIsOnRecord: false,
})
const asked = (table: PaperTable, it: PapersCase) => {
  const answer = papersFor(table, it, { withoutNotice: 'more-papers' })
  if (!answer.ok) return answer.reason
  return answer.papers.map((paper) =>
    paper.kind === 'identity' ? `${paper.whose} ${paper.oneOf.map(proofCode).join('|')}` : paper.kind,
  )
}

describe('the papers where no card is handed over', () => {
  it.each<[string, PaperTable, PapersCase, string | string[]]>([
    ['申請、本人', 'apply', of('self'), ['person a1|b2']],
    ['申請時来庁、本人', 'mailed', of('self'), ['person a2|a1b1']],
    ['暗証番号、本人', 'pin', of('self'), ['person a1|b1']],
    [
      '暗証番号、任意代理人',
      'pin',
      of('proxy'),
      ['person a1|b1', 'representative a2|a1b1', 'answer-by-post'],
    ],
    ['電子証明書、本人：カードが本人を示す', 'card', of('self'), []],
    ['顔認証の設定、任意代理人', 'mandate', of('proxy'), ['representative a2|a1b1', 'mandate']],
    [
      '15歳未満、法定代理人同行',
      'card',
      of('with-guardian', '2014-04-02'),
      ['representative a2|a1b1', 'guardianship'],
    ],
    ['15歳未満は一人では来られない', 'card', of('self', '2014-04-02'), 'guardian-needed'],
    ['写真を撮るには本人が要る', 'apply', of('proxy'), 'person-needed'],
    ['何もたずねない手続', 'none', of('self'), []],
  ])('%s', (_case, table, facts, expected) => {
    expect(asked(table, facts)).toEqual(expected)
  })
})
