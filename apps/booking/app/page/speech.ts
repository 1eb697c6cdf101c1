import type { Speech } from '@madoguchi/core/booking'
import { textIn } from '@madoguchi/core/tenancy'
import { formatDate } from '@madoguchi/i18n/format'
import type { Page } from './page.tsx'

/** How a page says a list of what to bring. */
export const speechIn = ({ words, language }: Pick<Page, 'words' | 'language'>): Speech => ({
  papers: (key, facts) => words(`papers:${key}`, facts),
  local: (text) => textIn(text, language),
  date: (date) => formatDate(language, date, { weekday: false, years: 'western' }),
})
