import { describe, expect, it } from 'vitest'
import { weekdayNames } from './format.ts'
import { JAPANESE_ONLY, LANGUAGES, languageNames } from './languages.ts'
import { readLocales, type Words } from './read-locales.ts'
import { withoutReadings } from './readings-as-ruby.ts'

const locales = readLocales()
// What residents read. The offices' own pages are in Japanese only.
const rooms = Object.keys(locales.ja).filter((room) => !JAPANESE_ONLY.includes(room))
const others = LANGUAGES.filter((language) => language !== 'ja')

/** Every sentence of a room by its full key; the plural forms of one sentence count as one key. */
function sentences(words: Words | (string | Words)[] | string, path = ''): [key: string, sentence: string][] {
  if (typeof words === 'string') return [[path.replace(/_(zero|one|two|few|many|other)$/, ''), words]]
  return Object.entries(words).flatMap(([key, value]) => sentences(value, path ? `${path}.${key}` : key))
}

const keysOf = (words: Words) => [...new Set(sentences(words).map(([key]) => key))].sort()

const variablesOf = (words: Words) => {
  const found = new Map<string, Set<string>>()
  for (const [key, sentence] of sentences(words)) {
    const names = [...sentence.matchAll(/\{\{-?\s*([\w.]+)/g)].map((match) => match[1] ?? '')
    found.set(key, new Set([...(found.get(key) ?? []), ...names]))
  }
  return Object.fromEntries([...found].map(([key, names]) => [key, [...names].sort()]))
}

describe.each(others)('the words in %s', (language) => {
  it('exist for every room that has words in Japanese, and for no other', () => {
    expect(Object.keys(locales[language])).toEqual(rooms)
  })

  it.each(rooms)('of %s have the keys that Japanese has', (room) => {
    expect(keysOf(locales[language][room] ?? {})).toEqual(keysOf(locales.ja[room] ?? {}))
  })

  it.each(rooms)('of %s fill in the same facts as Japanese', (room) => {
    expect(variablesOf(locales[language][room] ?? {})).toEqual(variablesOf(locales.ja[room] ?? {}))
  })
})

describe('every language', () => {
  it.each(LANGUAGES)('%s leaves no sentence empty', (language) => {
    const empty = Object.entries(locales[language]).flatMap(([room, words]) =>
      sentences(words)
        .filter(([, sentence]) => !sentence.trim())
        .map(([key]) => `${room}:${key}`),
    )
    expect(empty).toEqual([])
  })

  it.each(LANGUAGES)('%s names the weekdays and the languages as the code does', (language) => {
    const common = locales[language].common as {
      weekdays: Record<'short' | 'long', object>
      language: object
    }
    expect(Object.values(common.weekdays.short)).toEqual(weekdayNames(language).map((day) => day.short))
    expect(Object.values(common.weekdays.long)).toEqual(weekdayNames(language).map((day) => day.long))
    expect(common.language).toMatchObject(languageNames)
  })
})

describe('easy Japanese (出入国在留管理庁・文化庁「在留支援のためのやさしい日本語ガイドライン」)', () => {
  // Spaces between phrases and readings are for reading, and a filled-in fact is not a sentence: none of them counts.
  const lengthOf = (sentence: string) =>
    [
      ...new Intl.Segmenter('ja').segment(
        withoutReadings(sentence)
          .replace(/\{\{.*?\}\}/g, '')
          .replace(/\s/g, ''),
      ),
    ].length

  it.each(Object.keys(locales['ja-easy']))('of %s has no sentence longer than 40 characters', (room) => {
    const long = sentences(locales['ja-easy'][room] ?? {}).flatMap(([key, text]) =>
      text
        .split(/[。！？\n]/)
        .filter((sentence) => lengthOf(sentence) > 40)
        .map((sentence) => `${key}: ${sentence}`),
    )
    expect(long).toEqual([])
  })

  it.each(Object.keys(locales['ja-easy']))(
    'of %s gives every 漢字 its reading, but for dates and times',
    (room) => {
      const READ = /[\p{sc=Han}々]+（[\p{sc=Hiragana}ー]+）/gu
      const DATES = /(?:\d|\}\})[年月日時分円]/gu
      const bare = sentences(locales['ja-easy'][room] ?? {})
        .filter(([key]) => !/^(weekdays|language)\./.test(key))
        .map(([key, text]) => [key, text.replace(READ, '').replace(DATES, '')])
        .filter(([, rest]) => /\p{sc=Han}/u.test(rest ?? ''))
      expect(bare).toEqual([])
    },
  )
})
