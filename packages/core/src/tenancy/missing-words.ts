import { LANGUAGES, type Language } from './policy-rules.ts'
import type { Problem } from './problem.ts'

const LANGUAGE_NAMES: Record<Language, string> = { ja: '日本語', 'ja-easy': 'やさしい日本語', en: '英語' }

/** Every text must be there in every language that the municipality offers: a page half translated is a page not understood. */
export function missingWords(
  value: unknown,
  languages: readonly Language[],
  path: PropertyKey[] = [],
): Problem[] {
  if (Array.isArray(value)) return value.flatMap((it, at) => missingWords(it, languages, [...path, at]))
  if (typeof value !== 'object' || value === null) return []
  if (isWords(value)) {
    return languages
      .filter((language) => value[language] === undefined)
      .map((language) => ({
        path: [...path, language],
        message: `${LANGUAGE_NAMES[language]}の文がありません`,
      }))
  }
  return Object.entries(value).flatMap(([key, it]) => missingWords(it, languages, [...path, key]))
}

const isWords = (value: object): value is Partial<Record<Language, string>> =>
  'ja' in value && Object.keys(value).every((key) => LANGUAGES.some((it) => it === key))
