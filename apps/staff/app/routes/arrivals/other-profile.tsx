import { Button, ButtonRow, LinkButton, Notice } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import type { ImportPage } from './import.tsx'
import { nameColumns } from './name-columns.ts'

/** The file fits another kind than was chosen: the officer agrees to that, or throws the import away. */
export function OtherProfile({ page: { import: it, profile, chosen } }: { page: ImportPage }) {
  const { t } = useTranslation('arrivals')
  const names = { chosen, fits: profile, columns: nameColumns(t, it.columnsWrong) }
  return (
    <form method="post" action={`/arrivals/${it.id}/profile`} className="stack" data-submit-once>
      <HiddenToken />
      <Notice kind="warning" label={t('common:notice.warning')} title={t('other.title')}>
        <p>{t('other.why', names)}</p>
        <p>{t('other.fits', names)}</p>
      </Notice>
      <ButtonRow>
        <Button>{t('other.agree')}</Button>
        <LinkButton kind="secondary" href={`/arrivals/${it.id}/discard`}>
          {t('import.discard')}
        </LinkButton>
      </ButtonRow>
    </form>
  )
}
