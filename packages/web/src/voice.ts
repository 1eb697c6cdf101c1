import { textIn } from '@madoguchi/core/tenancy'
import { formatDate, formatDateTime, type Language, type Languages } from '@madoguchi/i18n'

type LocalText = Parameters<typeof textIn>[0]

/** How a message is said in a language (`Voice` of core/notices): the same in the jobs that write it and in its sample. */
export const voiceIn = (languages: Languages, language: Language) => ({
  language,
  mail: (key: string): string => languages.t(language, 'mail')(key, { skipInterpolation: true }),
  exactly: (at: Date) => formatDateTime(language, at, { years: 'western' as const }),
  briefly: (at: Date) => formatDateTime(language, at, { length: 'short' as const }),
  papers: (key: string, facts?: Record<string, string | number>): string =>
    languages.t(language, 'papers')(key, facts ?? {}),
  local: (text: LocalText) => textIn(text, language),
  date: (date: Parameters<typeof formatDate>[1]) =>
    formatDate(language, date, { weekday: false, years: 'western' }),
})
