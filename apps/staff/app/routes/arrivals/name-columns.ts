import type { TFunction } from 'i18next'

const SHOWN = 3

/** 「氏名」「住所」ほか3列: enough to see that it is another kind of file. */
export function nameColumns(t: TFunction, columns: readonly string[]): string {
  const named = columns
    .slice(0, SHOWN)
    .map((it) => `「${it}」`)
    .join('')
  const rest = columns.length - SHOWN
  return rest > 0 ? named + t('arrivals:refused.columns-rest', { count: rest }) : named
}
