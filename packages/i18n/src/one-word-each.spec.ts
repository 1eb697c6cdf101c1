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

describe('the office', () => {
  const office = JSON.stringify({
    ...locales.ja,
    ...{ basket: null, booking: null, mail: null, papers: null, queue: null },
  })
  const residents = JSON.stringify([
    locales.ja.basket,
    locales.ja.booking,
    locales.ja.mail,
    locales.ja.papers,
    locales.ja.queue,
  ])

  it.each([
    ['開始日・終了日', /(初め|始まり|終わり|はじめ|おわり)の日/],
    ['来庁なし', /欠席|不来庁|未来庁/],
    ['未送信', /送信できてい|送れていな/],
    ['取り込み', /取込/],
    ['拠点', /会場/],
  ])('says %s, and no other word for it', (_, others) => {
    expect(office.match(others)?.[0]).toBeUndefined()
  })

  it('and what a resident comes to is a 会場, never a 拠点', () => {
    expect(residents).not.toContain('拠点')
    expect(residents).toContain('会場')
  })
})
