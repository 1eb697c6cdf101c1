import { ButtonRow, LinkButton, Notice } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'

type Props = {
  card: { id: string; nameHeld: boolean; letterMade: string | null }
  corrects: boolean
  named: string | null
}

/** Whether the name has to be seen to before the letter is printed, or has just been. */
export function NameNotice({ card, corrects, named }: Props) {
  const { t } = useTranslation('staff')
  if (named && !card.nameHeld) {
    const printed = named === 'corrected' && card.letterMade
    return (
      <Notice kind="success" label={t('common:notice.success')} title={t(`card.name-${named}`)}>
        <p>{t(printed ? 'card.name-printed' : 'card.name-prints')}</p>
      </Notice>
    )
  }
  if (!card.nameHeld) return null
  return (
    <Notice kind="warning" label={t('common:notice.warning')} title={t('card.name-held')}>
      <p>{t('card.name-held-what')}</p>
      {corrects && (
        <ButtonRow>
          <LinkButton href={`/cards/${card.id}/name`}>{t('card.confirm-name')}</LinkButton>
        </ButtonRow>
      )}
    </Notice>
  )
}
