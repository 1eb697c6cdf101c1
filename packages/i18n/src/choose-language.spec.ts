import { describe, expect, it } from 'vitest'
import { chooseLanguage } from './choose-language.ts'

const offered = ['ja', 'ja-easy', 'en'] as const

describe('choosing the language of a page', () => {
  it.each([
    ['what the address asks', { query: 'en', cookie: 'ja-easy', acceptLanguage: 'ja' }, 'en'],
    ['what was chosen before', { query: null, cookie: 'ja-easy', acceptLanguage: 'en' }, 'ja-easy'],
    ['what the browser prefers', { acceptLanguage: 'en-GB,en;q=0.9,ja;q=0.8' }, 'en'],
    ['the heavier weight, wherever it stands', { acceptLanguage: 'en;q=0.3, ja;q=0.7' }, 'ja'],
    ['the next language when the first is not offered', { acceptLanguage: 'vi, en;q=0.5' }, 'en'],
    ['the first one offered when nothing fits', { acceptLanguage: 'vi' }, 'ja'],
    ['the first one offered when nothing is asked', {}, 'ja'],
    ['plain Japanese for a Japanese browser', { acceptLanguage: 'ja-JP' }, 'ja'],
  ] as const)('takes %s', (_what, wanted, language) => {
    expect(chooseLanguage([...offered], wanted)).toBe(language)
  })

  it('never answers a language that the municipality does not offer', () => {
    expect(chooseLanguage(['ja'], { query: 'en', cookie: 'en', acceptLanguage: 'en' })).toBe('ja')
  })

  it.each(['', ';;;', 'q=', '*', 'en;q=0', 'en;q=abc', ','.repeat(5000)])(
    'shrugs off the header %j',
    (header) => {
      expect(chooseLanguage([...offered], { query: '../../etc', acceptLanguage: header })).toBe('ja')
    },
  )
})
