import type { i18n, TFunction } from 'i18next'
import { htmlLang, LANGUAGES, type Language } from './languages.ts'
import { layWords } from './lay-words.ts'
import { openLanguage } from './open-language.ts'
import { readLocales, type Words } from './read-locales.ts'

/** A tenant's own words, laid over ours key by key: language → room → words. */
export type Overrides = Partial<Record<Language, Record<string, Words>>>

export type Languages = ReturnType<typeof openLanguages>

/**
 * Opens every language once: one immutable i18next instance per language, no I/O afterwards.
 * Open it once per program, and once per tenant that has words of its own.
 */
export function openLanguages({ overrides = {} }: { overrides?: Overrides } = {}) {
  const locales = readLocales()
  const words = Object.fromEntries(
    LANGUAGES.map((language) => [language, layWords(locales[language], overrides[language] ?? {})]),
  ) as Record<Language, Record<string, Words>>
  const instances = Object.fromEntries(
    LANGUAGES.map((language) => [language, openLanguage(language, words[language], words.ja)]),
  ) as Record<Language, i18n>

  return {
    /** The translator of a language; `room` is where keys without `room:` are looked up (default `common`). */
    t: (language: Language, room = 'common'): TFunction => instances[language].getFixedT(null, room),
    htmlLang,
    /** The instance for react-i18next's `I18nextProvider`. Nobody calls `changeLanguage` on it. */
    instance: (language: Language) => instances[language],
    /** The words of some rooms, as plain JSON to send along with a page that hydrates. */
    words: (language: Language, rooms: readonly string[]): Record<string, Words> =>
      Object.fromEntries(rooms.map((room) => [room, words[language][room] ?? words.ja[room] ?? {}])),
  }
}
