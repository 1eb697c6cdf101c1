import { ButtonRow, LinkButton } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { ImportView } from './import-view.server.ts'

/** What can be done with an import as it stands. Each step asks first, on a page of its own. */
export function ImportSteps({ import: it, same }: { import: ImportView; same: boolean }) {
  const { t } = useTranslation('arrivals')
  const takes = it.state === 'staged' || it.state === 'committed'
  const isNew = it.waiting > 0
  const discards = it.state === 'staged' || it.state === 'staging'
  if (!discards && !(takes && isNew)) return null

  return (
    <>
      {it.state === 'staged' && !isNew && !same && (
        <p>{t(it.good === 0 ? 'import.nothing-good' : 'import.nothing-new')}</p>
      )}
      <ButtonRow>
        {takes && isNew && (
          <LinkButton href={`/arrivals/${it.id}/commit`}>
            {t(it.state === 'staged' ? 'import.commit' : 'import.commit-corrected')}
          </LinkButton>
        )}
        {discards && (
          <LinkButton kind="secondary" href={`/arrivals/${it.id}/discard`}>
            {t('import.discard')}
          </LinkButton>
        )}
      </ButtonRow>
    </>
  )
}
