import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { JAPANESE_ONLY } from './languages.ts'
import { readLocales } from './read-locales.ts'

// One rule, by who reads: residents 手続き, as they write it; officers 手続, as laws and rules do.
const { ja, 'ja-easy': easy } = readLocales()
const FOR_RESIDENTS = /手続(?!き|（てつづ）き)/
const FOR_OFFICERS = /手続き/
const forOfficers = Object.entries(ja).filter(([room]) => JAPANESE_ONLY.includes(room))
const forResidents = Object.entries(ja).filter(([room]) => !JAPANESE_ONLY.includes(room))

/** The sentences in which the word is written for the others. */
const wrong = (words: unknown, pattern: RegExp): string[] =>
  typeof words === 'string'
    ? [words].filter((it) => pattern.test(it))
    : Object.values(words ?? {}).flatMap((it) => wrong(it, pattern))

describe('手続き', () => {
  it.each([
    ...forResidents,
    ...Object.entries(easy).map(([room, words]) => [`${room}, easy`, words] as const),
  ])('is written so for residents: %s', (_, words) => {
    expect(wrong(words, FOR_RESIDENTS)).toEqual([])
  })

  it('is written so in the 案内, which an officer prints and a resident reads', () => {
    expect(wrong(ja.letters?.letter, FOR_RESIDENTS)).toEqual([])
  })

  it.each(['ageo', 'minase'])('is written so in what %s tells residents', (slug) => {
    const file = join(import.meta.dirname, '../../../tenants', slug, 'tenant.json')
    expect(wrong(JSON.parse(readFileSync(file, 'utf8')), FOR_RESIDENTS)).toEqual([])
  })
})

describe('手続', () => {
  it.each(forOfficers)('is written so for officers: %s', (_, words) => {
    const { letter: _read, ...pages } = words
    expect(wrong(pages, FOR_OFFICERS)).toEqual([])
  })
})
