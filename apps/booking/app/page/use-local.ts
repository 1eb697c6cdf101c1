import type { LocalText } from '@madoguchi/core/tenancy'
import { usePage } from './page.tsx'

/** The municipality's own words in the language of the page. */
export function useLocal() {
  const { language } = usePage()
  return (text: LocalText) => text[language] ?? text.ja
}
