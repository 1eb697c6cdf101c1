import { describe, expect, it } from 'vitest'
import { LANGUAGES } from './languages.ts'
import { openLanguages } from './open-languages.ts'
import { readLocales } from './read-locales.ts'

const { t } = openLanguages()
const locales = readLocales()

describe('a visit that was broken off', () => {
  it('is called 中断 by the office and to the resident: the reservation, the card and both histories', () => {
    const say = t('ja', 'staff')
    const keys = ['reservation-state.partly_done', 'card-state.suspended', 'event.break_off']
    expect(keys.map((key) => say(key))).toEqual(['中断', '中断', '中断'])
    expect(t('ja', 'booking')('my.state.partly_done')).toBe('中断')
  })

  it.each(LANGUAGES)('has one word in %s, on the card’s page as on the reservation’s', (language) => {
    const say = t(language, 'booking')
    const word = { ja: '中断', 'ja-easy': 'とちゅうで とまりました', en: 'interrupted' }[language]
    const keys = ['my.state.partly_done', 'my.state-sentence.partly_done', 'card.broken-off.title']
    expect(keys.filter((key) => !say(key).includes(word))).toEqual([])
  })

  it('has no other word anywhere', () => {
    expect(JSON.stringify(locales.ja)).not.toMatch(/一部完了|途中で終/)
  })
})
