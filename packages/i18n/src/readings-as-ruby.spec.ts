import { describe, expect, it } from 'vitest'
import { readingsAsRuby } from './readings-as-ruby.ts'

const ruby = (word: string, reading: string) =>
  `<ruby>${word}<rp>（</rp><rt>${reading}</rt><rp>）</rp></ruby>`

describe('a page in やさしい日本語', () => {
  it('has the readings above the words', () => {
    expect(readingsAsRuby('<p>照会番号（しょうかいばんごう）を 書（か）いて</p>')).toBe(
      `<p><span>${ruby('照会番号', 'しょうかいばんごう')}を ${ruby('書', 'か')}いて</span></p>`,
    )
    expect(readingsAsRuby('<p>お金（かね）（手数料（てすうりょう））</p>')).toBe(
      `<p><span>お${ruby('金', 'かね')}（${ruby('手数料', 'てすうりょう')}）</span></p>`,
    )
  })

  it('keeps brackets that are no reading', () => {
    const html = '<p>2026年11月28日（土曜日） はがき（案内） カード（かえる）</p>'
    expect(readingsAsRuby(html)).toBe(html)
  })

  it('has none in its title and in what is only spoken, and brackets in a choice', () => {
    expect(readingsAsRuby('<title>予約（よやく）｜上尾市（あげおし）</title>')).toBe(
      '<title>予約｜上尾市</title>',
    )
    expect(readingsAsRuby('<nav aria-label="見（み）かた">')).toBe('<nav aria-label="見かた">')
    const choice = '<option value="showa" selected="">昭和（しょうわ）</option>'
    expect(readingsAsRuby(choice)).toBe(choice)
  })

  it('leaves alone what somebody typed', () => {
    const typed = '<input value="山田（やまだ）">'
    expect(readingsAsRuby(typed)).toBe(typed)
  })
})
