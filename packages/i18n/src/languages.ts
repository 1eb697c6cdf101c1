/** Every language that has a folder in `locales/`, in the order in which pages offer them. */
export const LANGUAGES = ['ja', 'ja-easy', 'en'] as const

export type Language = (typeof LANGUAGES)[number]

/** Each language by its own name: a reader who is lost looks for the one word they know. */
export const languageNames: Record<Language, string> = {
  ja: '日本語',
  'ja-easy': 'やさしい にほんご',
  en: 'English',
}

const HTML_LANG: Record<Language, string> = { ja: 'ja', 'ja-easy': 'ja', en: 'en' }

/** The BCP 47 tag for `<html lang>` or a phrase; easy Japanese is Japanese to a screen reader. */
export const htmlLang = (language: Language) => HTML_LANG[language]

/** Is this string one of our languages? For values that come from a query, a cookie or a row. */
export const isLanguage = (value: string): value is Language =>
  (LANGUAGES as readonly string[]).includes(value)

/** Rooms whose pages only officials see: their words exist in Japanese and are asked for in no other language. */
export const JAPANESE_ONLY: readonly string[] = [
  'staff',
  'operator',
  'national',
  'arrivals',
  'letters',
  'messages',
  'telephone',
  'calendar',
  'calling',
  'statistics',
]
