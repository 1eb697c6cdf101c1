import { Notice, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { ImportView } from './import-view.server.ts'

/** How many names of all rows have lost a character, and what that means for their letters. */
export function UnclearNames({ import: it }: { import: ImportView }) {
  const { t } = useTranslation('arrivals')
  if (it.unclear === 0) return null
  return (
    <Notice kind="warning" label={t('common:notice.warning')} title={t('names.found', { count: it.unclear })}>
      <p>{t('names.what')}</p>
      <p>
        <TextLink href={`/arrivals/${it.id}/names`}>{t('names.open')}</TextLink>
      </p>
    </Notice>
  )
}
