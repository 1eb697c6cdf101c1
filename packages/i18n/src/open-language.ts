import { createInstance, type i18n } from 'i18next'
import type { Language } from './languages.ts'
import type { Words } from './read-locales.ts'

/**
 * One immutable i18next instance for one language, ready when it returns. In a browser it is given the words that
 * came with the page; `i18n.language` is the Language.
 */
export function openLanguage(
  language: Language,
  words: Record<string, Words>,
  japanese: Record<string, Words> = {},
): i18n {
  const instance = createInstance()
  void instance.init({
    lng: language,
    // A word that is missing is shown in Japanese rather than as a key: legal force stays with the Japanese text.
    fallbackLng: 'ja',
    resources: { ja: japanese, [language.toLowerCase()]: words },
    // Without it i18next canonicalises 'ja-easy' to 'ja-Easy' (as if it were a script) and finds no words.
    lowerCaseLng: true,
    defaultNS: 'common',
    fallbackNS: 'common',
    initAsync: false,
    // React escapes what it renders and mail is plain text. Who writes HTML by hand must escape by hand.
    interpolation: { escapeValue: false },
  })
  return instance
}
