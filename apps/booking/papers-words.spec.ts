import { req } from '@madoguchi/config/req.ts'
import {
  COMERS,
  DOCUMENTS,
  LIFE_NOTES,
  PAPERS_REFUSALS,
  PROOFS,
  PROXY_REASONS,
  proofsOf,
} from '@madoguchi/core/booking'
import { LANGUAGES, openLanguages } from '@madoguchi/i18n'
import { describe, expect, it } from 'vitest'

const languages = openLanguages()

describe.each(LANGUAGES)('what to bring in %s', (language) => {
  const t = languages.t(language, 'papers')

  it.each([
    ['comer', COMERS],
    ['reason', PROXY_REASONS],
    ['proof', PROXY_REASONS.flatMap(proofsOf)],
    ['document', [...DOCUMENTS.a, ...DOCUMENTS.b]],
    ['way', PROOFS],
    ['note', LIFE_NOTES],
    ['refused', PAPERS_REFUSALS],
    [
      'item',
      [
        'notice',
        'identity',
        'identity-of-person',
        'identity-of-representative',
        'guardianship',
        'sealed-answer',
        'inquiry-answer',
        'answer-by-post',
        'mandate',
        'reason',
        ...COMERS.map((it) => `pin-${it}`),
      ],
    ],
  ] as const)(`has its own words for every %s ${req('2.C.3')}`, (room, codes) => {
    const own = (word: string) => languages.instance(language).exists(`papers:${room}.${word}`)
    expect(codes.filter((it) => !own(it) || t(`${room}.${it}`) === '')).toEqual([])
  })
})

it('being busy is said to be no reason, in every language', () => {
  const said = LANGUAGES.map((it) => languages.t(it, 'papers')('who.reason-support'))
  expect(said[0]).toContain('忙しいことは、理由になりません')
  expect(said[2]).toContain('busy with work or school is not a reason')
})
