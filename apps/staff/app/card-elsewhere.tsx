import { LinkButton, Notice } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'

type Props = { visitId: string; venue: string; mayRecord: boolean }

/** The card lies elsewhere on record: what still goes, what does not, and what to do. */
export function CardElsewhere({ visitId, venue, mayRecord }: Props) {
  const { t } = useTranslation('staff')
  return (
    <Notice kind="emergency" label={t('elsewhere.label')} title={t('elsewhere.title')}>
      <p>{t('elsewhere.where', { venue })}</p>
      <p>{t(mayRecord ? 'elsewhere.do' : 'elsewhere.do-contractor', { venue })}</p>
      {mayRecord && (
        <LinkButton kind="secondary" href={`/reservations/${visitId}/in-hand`}>
          {t('elsewhere.record')}
        </LinkButton>
      )}
    </Notice>
  )
}
