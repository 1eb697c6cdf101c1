import { formatDateTime } from '@madoguchi/i18n/format'
import type { Page } from '../page/page.tsx'
import type { Refusal } from './hold.tsx'

/** Why a place cannot be had, as a sentence; with when more of it opens, where that is why. */
export const whyRefused = (
  { words, language }: Pick<Page, 'words' | 'language'>,
  reason: Refusal,
  opensAt: Date | undefined,
): string =>
  opensAt && reason === 'not-open-yet'
    ? words('refused.not-open-yet-until', { when: formatDateTime(language, opensAt, { length: 'short' }) })
    : words(`refused.${reason}`)
