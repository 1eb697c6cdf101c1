import { RadioGroup } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'

type Asked = {
  cards: readonly { id: string; name: string }[]
  choices: readonly string[]
  /** Why a card stays. */
  reasons: readonly string[]
  typed: Record<string, string>
  missing: boolean
}

/** Of several cards: who receives each, or that it stays today, and why. */
export function ReceiverEach({ cards, choices, reasons, typed, missing }: Asked) {
  const { t } = useTranslation('staff')
  return (
    <>
      <input type="hidden" name="each" value="1" />
      {cards.map(({ id, name }) => (
        <RadioGroup
          key={id}
          id={`card-${id}`}
          name={`card-${id}`}
          label={t('hand-over.receiver-of', { name })}
          choices={[
            ...choices.map((value) => ({ value, label: t(`reason.${value}`) })),
            { value: 'stays', label: t('hand-over.stays') },
          ]}
          defaultValue={typed[id]}
          error={missing && !typed[id] ? t('hand-over.missing') : undefined}
        />
      ))}
      <RadioGroup
        id="leftReason"
        name="leftReason"
        label={t('hand-over.left-reason')}
        choices={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
        defaultValue={typed.leftReason}
        error={
          missing && Object.values(typed).includes('stays') && !typed.leftReason
            ? t('hand-over.left-missing')
            : undefined
        }
      />
    </>
  )
}
