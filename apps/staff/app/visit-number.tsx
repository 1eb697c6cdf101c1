import { TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { VisitNumber as Shown } from './visit-number-view.server.ts'

/** The number that goes with a visit today, and its own page, which can be printed for whoever has no telephone. */
export function VisitNumber({ number }: { number: Shown }) {
  const { t } = useTranslation('calling')
  if (!number) return null
  return (
    <p>
      <strong>{t('visit.number', { label: number.label })}</strong>（{t(`state.${number.state}`)}）{' '}
      {number.page && <TextLink href={number.page}>{t('visit.page')}</TextLink>}{' '}
      <TextLink href="/queue">{t('visit.queue')}</TextLink>
    </p>
  )
}
