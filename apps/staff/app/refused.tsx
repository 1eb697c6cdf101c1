import { ErrorSummary } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'

type Refusal = { reason: string; happened: { act: string; by: string; at: string } | null }

/** Says why an act was not done, and what somebody else has done meanwhile. */
export function Refused({ refusal, cardState }: { refusal: Refusal; cardState?: string | undefined }) {
  const { t } = useTranslation('staff')
  const { reason, happened } = refusal
  const state = cardState && t(`card-state.${cardState}`)
  const errors = [{ text: t(`refused.${reason}`, { state }) }]
  if (happened && reason !== 'reason-missing' && reason !== 'not-your-part') {
    errors.push({
      text: t('refused.happened', { time: happened.at, name: happened.by, act: t(`event.${happened.act}`) }),
    })
  }
  return <ErrorSummary title={t('refused.title')} errors={errors} />
}
