import { htmlLang, type Language } from './languages.ts'

export type Wanted = { query?: string | null; cookie?: string | null; acceptLanguage?: string | null }

/**
 * The language of a page: what the address asks, else what was chosen before, else what the browser prefers
 * (RFC 9110 §12.5.4), else the first one offered. Only a language in `offered` is ever answered.
 */
export function chooseLanguage(offered: readonly Language[], wanted: Wanted): Language {
  const fallback = offered[0]
  if (!fallback) throw new Error('a page must offer at least one language')

  const asked = offered.find((language) => language === wanted.query)
  const remembered = offered.find((language) => language === wanted.cookie)
  return asked ?? remembered ?? preferred(offered, wanted.acceptLanguage ?? '') ?? fallback
}

function preferred(offered: readonly Language[], header: string) {
  const ranges = header
    .slice(0, 1000) // a header is the sender's choice of length; sorting must stay cheap
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
      const quality = parameters.find((part) => part.startsWith('q='))?.slice(2) ?? '1'
      return { tag, quality: Number(quality) }
    })
    .filter(({ tag, quality }) => tag && quality > 0)
    .sort((a, b) => b.quality - a.quality)

  for (const { tag } of ranges) {
    const exact = offered.find((language) => language.toLowerCase() === tag)
    const primary = offered.find((language) => htmlLang(language).split('-')[0] === tag.split('-')[0])
    if (exact ?? primary) return exact ?? primary
  }
  return undefined
}
