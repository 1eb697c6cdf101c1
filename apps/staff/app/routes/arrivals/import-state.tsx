import { StatusBadge, type Tone } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { ImportView } from './import-view.server.ts'

const TONE: Record<ImportView['state'], Tone> = {
  staging: 'info',
  mismatched: 'warning',
  staged: 'warning',
  committing: 'info',
  committed: 'success',
  discarded: 'neutral',
  failed: 'danger',
}

/** How far an import has come, in a word. */
export function ImportState({ import: { state, waiting } }: { import: ImportView }) {
  const { t } = useTranslation('arrivals')
  if (state === 'committed' && waiting > 0)
    return <StatusBadge tone="warning">{t('state.corrected', { count: waiting })}</StatusBadge>
  return <StatusBadge tone={TONE[state]}>{t(`state.${state}`)}</StatusBadge>
}
