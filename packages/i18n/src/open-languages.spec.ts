import { describe, expect, it } from 'vitest'
import { openLanguages } from './open-languages.ts'

describe('opening the languages', () => {
  const languages = openLanguages()

  it('is ready at once, in every language side by side', () => {
    expect(languages.t('ja')('error-page.404.title')).toBe('ページが見つかりません')
    expect(languages.t('en')('error-page.404.title')).toBe('Page not found')
    expect(languages.t('ja-easy')('common:action.next')).toBe('つぎへ すすむ')
  })

  it('fills in facts as they are, unescaped', () => {
    expect(languages.t('en')('footer.telephone', { telephone: '048 <775>' })).toBe('Telephone: 048 <775>')
  })

  it('finds common words from inside a room', () => {
    expect(languages.t('en', 'booking')('action.next')).toBe('Continue')
  })

  it('hands the words of a room to a page that hydrates', () => {
    expect(languages.words('en', ['common'])).toHaveProperty('common.action.next', 'Continue')
  })

  it('tells a screen reader that easy Japanese is Japanese', () => {
    expect(languages.htmlLang('ja-easy')).toBe('ja')
  })
})

describe('a municipality with words of its own', () => {
  const own = openLanguages({
    overrides: { ja: { common: { action: { next: '次の画面へ' } }, local: { hello: 'ようこそ' } } },
  })

  it('sees them laid over ours', () => {
    expect(own.t('ja')('action.next')).toBe('次の画面へ')
    expect(own.t('ja')('action.back')).toBe('前の画面に戻る')
  })

  it('is answered in Japanese where it wrote no translation', () => {
    expect(own.t('en', 'local')('hello')).toBe('ようこそ')
  })

  it('changes nothing for the others', () => {
    expect(openLanguages().t('ja')('action.next')).toBe('次へ進む')
  })
})
