import { ErrorSummary } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { wordOf } from './asked-acts.ts'

type Refusal = { reason: string; happened: { act: string; by: string; at: string } | null }

/** Says why an act was not done, and what somebody else has done meanwhile. Without a card there is no `cardState`. */
export function Refused({ refusal, cardState }: { refusal: Refusal; cardState?: string | undefined }) {
  const { t } = useTranslation('staff')
  const { reason, happened } = refusal
  const state = cardState && t(`card-state.${cardState}`)
  const errors = [{ text: t(`refused.${reason}`, { state }) }]
  if (happened && reason !== 'reason-missing' && reason !== 'not-your-part') {
    const act = t(`event.${wordOf(happened.act, cardState !== undefined)}`)
    errors.push({ text: t('refused.happened', { time: happened.at, name: happened.by, act }) })
  }
  return <ErrorSummary title={t('refused.title')} errors={errors} />
}
