import type { Speech } from '@madoguchi/core/booking'
import { textIn } from '@madoguchi/core/tenancy'
import { formatDate } from '@madoguchi/i18n/format'
import type { OfficeContext } from './staff-context.ts'

/** The office speaks Japanese: how it says a list of what somebody brings. */
export const speechOf = ({ t }: OfficeContext): Speech => ({
  papers: (key, facts) => t(`papers:${key}`, facts ?? {}),
  local: (text) => textIn(text, 'ja'),
  date: (date) => formatDate('ja', date, { weekday: false, years: 'both' }),
})
