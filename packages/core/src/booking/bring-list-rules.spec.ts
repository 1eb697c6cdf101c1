import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import type { PaperTable, Procedure } from '../tenancy/procedure-rules.ts'
import { type BringCase, bringListFor, bringListOf } from './bring-list-rules.ts'
import { type Comer, type Coming, comersFor, reasonsFor, usualComing } from './coming-rules.ts'

const on = '2026-12-08' as PlainDate
const ADULT = '1990-04-01' as PlainDate
const CHILD = '2014-04-02' as PlainDate
const BABY = '2026-02-01' as PlainDate
const words = { ja: '旧カード' }
const procedure = (papers: PaperTable): Procedure => ({
  code: 'P02',
  name: words,
  description: words,
  minutes: 20,
  letter: 'none',
  needsCard: papers === 'pickup',
  booking: 'required',
  papers,
  bring: [{ text: words }],
  fees: [{ yen: 0 }],
})
const listOf = (papers: PaperTable, coming: Partial<Coming> | null, it: Partial<BringCase> = {}) => {
  const birthDate = it.birthDate ?? ADULT
  const told = coming && { ...usualComing({ papers }, birthDate, on), ...coming }
  return bringListOf(
    { procedure: procedure(papers), coming: told, birthDate, expiresOn: null, on, ...it },
    { withoutNotice: 'more-papers' },
  )
}
const kinds = (...it: Parameters<typeof listOf>) =>
  listOf(...it).items.map((item) => (item.kind === 'identity' ? `identity ${item.whose}` : item.kind))

describe(`one person’s list ${req('2.C.4')}`, () => {
  it.each<[string, PaperTable, Partial<Coming> | null, string[]]>([
    ['nobody has been asked', 'pickup', null, ['notice', 'identity person', 'own']],
    ['the postcard is lost', 'pickup', { hasNotice: false }, ['identity person', 'own']],
    [
      'a proxy: the postcard is the sealed answer',
      'pickup',
      { comer: 'proxy', reason: 'hospital' },
      ['identity person', 'identity representative', 'sealed-answer', 'reason', 'own'],
    ],
    ['a certificate: the card says who one is', 'card', null, ['own']],
    [
      'a certificate by a proxy: the office writes to the person first',
      'card',
      { comer: 'proxy' },
      ['identity representative', 'answer-by-post', 'own'],
    ],
    ['a PIN', 'pin', null, ['identity person', 'own']],
    [
      'a PIN by the guardian',
      'pin',
      { comer: 'guardian-alone' },
      ['identity person', 'identity representative', 'guardianship', 'own'],
    ],
    ['顔認証 by a proxy', 'mandate', { comer: 'proxy' }, ['identity representative', 'mandate', 'own']],
    ['an application', 'apply', null, ['identity person', 'own']],
    ['where the municipality’s own list says all', 'none', null, ['own']],
  ])('%s', (_case, papers, coming, expected) => {
    expect(kinds(papers, coming)).toEqual(expected)
  })

  it('of a child that was booked alone before anybody was asked is that of a child with its guardian', () => {
    const old = { comer: 'self', hasNotice: null } as const
    expect(kinds('pickup', old, { birthDate: CHILD })).toEqual(kinds('pickup', null, { birthDate: CHILD }))
    expect(kinds('pickup', null, { birthDate: CHILD })).toContain('guardianship')
  })

  it.each<[Comer, PaperTable, string[]]>([
    ['self', 'card', ['own', 'pin self']],
    ['with-guardian', 'card', ['identity representative', 'guardianship', 'own', 'pin with-guardian']],
    ['guardian-alone', 'card', ['identity representative', 'guardianship', 'own', 'pin guardian-alone']],
    ['proxy', 'card', ['identity representative', 'answer-by-post', 'own', 'pin proxy']],
  ])('of %s says who types the PIN: never somebody who does not come', (comer, papers, expected) => {
    const { items } = listOf(papers, { comer }, { procedure: { ...procedure(papers), pin: true } })
    expect(
      items.map(
        (it) => `${it.kind}${'whose' in it ? ` ${it.whose}` : it.kind === 'pin' ? ` ${it.comer}` : ''}`,
      ),
    ).toEqual(expected)
  })

  it('of a baby’s 特急発行 needs no baby', () => {
    expect(comersFor('mailed', BABY, on)).toContain('guardian-alone')
    expect(comersFor('mailed', CHILD, on)).not.toContain('guardian-alone')
    expect(kinds('mailed', { comer: 'guardian-alone' }, { birthDate: BABY })).not.toContain('identity person')
  })

  it('says why nobody can come like this', () => {
    const lost = { comer: 'proxy', reason: 'hospital', hasNotice: false } as const
    expect(listOf('pickup', lost).refusal).toBe('notice-needed')
  })
})

describe(`the list of one person who has several things to do ${req('2.C.2')}`, () => {
  const both = (first: Partial<Procedure>, second: Partial<Procedure>) =>
    bringListFor(
      [
        { ...procedure('card'), ...first },
        { ...procedure('pin'), ...second },
      ],
      { coming: null, birthDate: ADULT, expiresOn: null, on },
      { withoutNotice: 'more-papers' },
    )
  it('says everything once, and a fee of what comes besides with its name', () => {
    const list = both({}, { fees: [{ yen: 200 }] })
    const said = list.items.map((it) => JSON.stringify(it))
    expect(new Set(said).size).toBe(said.length)
    expect(list.items.filter((it) => it.kind === 'own')).toHaveLength(1)
    expect(list.fees).toEqual([{ yen: 0 }, { yen: 200, when: words }])
  })

  it('is the list of the one thing where there is only one', () => {
    const one = procedure('card')
    const asked = { coming: null, birthDate: ADULT, expiresOn: null, on }
    const switches = { withoutNotice: 'more-papers' } as const
    expect(bringListFor([one], asked, switches)).toEqual(bringListOf({ procedure: one, ...asked }, switches))
  })
})

describe(`who may come ${req('2.C.3')}`, () => {
  it('is asked with what is known: a child does not come alone, an application needs the face', () => {
    expect(comersFor('pickup', CHILD, on)[0]).toBe('with-guardian')
    expect(comersFor('pickup', ADULT, on)[0]).toBe('self')
    expect(comersFor('pickup', null, on)).toContain('self')
    expect(comersFor('apply', ADULT, on)).toEqual(['self', 'with-guardian'])
  })

  it.each([
    ['1951-12-08', ['aged'], ['child', 'student']],
    ['1951-12-09', [], ['aged', 'child', 'student']],
    ['2011-12-08', ['child', 'student'], ['aged']],
    ['2005-12-08', [], ['student', 'child']],
  ])('somebody born on %s can give the reasons of their age only', (birthDate, yes, no) => {
    const reasons = reasonsFor(birthDate as PlainDate, on)
    expect(reasons).toEqual(expect.arrayContaining(['hospital', ...yes]))
    for (const it of no) expect(reasons).not.toContain(it)
  })
})
