import { Button, ButtonRow, Card, Field, RadioGroup, TextInput } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'

type Named = { name: string; kana: string | null }
/** What was sent and refused, to be shown again as it was typed. */
type Tried = {
  refused: string
  outcome: string
  typed: { name: string; kana: string; reason: string | null }
}
type Props = { card: Named; reasons: readonly string[]; tried: Tried | undefined }

/** The field that a refusal is about; none when it is about the card. */
export function fieldOf({ refused, outcome }: Pick<Tried, 'refused' | 'outcome'>): string | undefined {
  if (refused === 'reason-missing') return `#${outcome}-reason`
  if (refused.startsWith('kana-')) return '#kana'
  return refused.startsWith('name-') || refused === 'unchanged' ? '#name' : undefined
}

/** Types the name and the kana anew. */
export function CorrectName({ card, reasons, tried: any }: Props) {
  const { t } = useTranslation('letters')
  const tried = any?.outcome === 'corrected' ? any : undefined
  const errorOf = (field: string) =>
    tried && fieldOf(tried) === field ? t(`name.refused.${tried.refused}`) : undefined
  const input = { autoComplete: 'off', spellCheck: false }
  return (
    <Card title={t('name.correct')}>
      <form method="post" className="stack" data-submit-once>
        <Hidden outcome="corrected" shown={card.name} />
        <Field
          id="name"
          label={t('held.name')}
          required={t('common:field.required')}
          support={t('name.name-support')}
          error={errorOf('#name')}
        >
          <TextInput name="name" defaultValue={tried?.typed.name ?? card.name} {...input} />
        </Field>
        <Field
          id="kana"
          label={t('held.kana')}
          optional={t('common:field.optional')}
          error={errorOf('#kana')}
        >
          <TextInput name="kana" defaultValue={tried?.typed.kana ?? card.kana ?? ''} {...input} />
        </Field>
        <Reason outcome="corrected" reasons={reasons} tried={tried} error={errorOf('#corrected-reason')} />
        <ButtonRow>
          <Button>{t('name.correct-submit')}</Button>
        </ButtonRow>
      </form>
    </Card>
  )
}

/** Says that the name is printed as it is, with the sign in it. */
export function ConfirmName({ card, reasons, tried: any }: Props) {
  const { t } = useTranslation('letters')
  const tried = any?.outcome === 'confirmed' ? any : undefined
  const error = tried?.refused === 'reason-missing' ? t('name.refused.reason-missing') : undefined
  return (
    <Card title={t('name.confirm')}>
      <form method="post" className="stack" data-submit-once>
        <Hidden outcome="confirmed" shown={card.name} />
        <p>{t('name.confirm-what', { name: card.name })}</p>
        <Reason outcome="confirmed" reasons={reasons} tried={tried} error={error} />
        <ButtonRow>
          <Button kind="secondary">{t('name.confirm-submit')}</Button>
        </ButtonRow>
      </form>
    </Card>
  )
}

/** `shown` goes back byte for byte: what somebody else has changed meanwhile is not overwritten. */
function Hidden({ outcome, shown }: { outcome: string; shown: string }) {
  return (
    <>
      <HiddenToken />
      <input type="hidden" name="outcome" value={outcome} />
      <input type="hidden" name="shown" value={shown} />
    </>
  )
}

type ReasonProps = Omit<Props, 'card'> & { outcome: string; error: string | undefined }

function Reason({ outcome, reasons, tried, error }: ReasonProps) {
  const { t } = useTranslation('letters')
  return (
    <RadioGroup
      id={`${outcome}-reason`}
      name="reason"
      label={t('name.reason')}
      required={t('common:field.required')}
      choices={reasons.map((value) => ({ value, label: t(`staff:reason.${value}`) }))}
      defaultValue={tried?.typed.reason ?? undefined}
      error={error}
    />
  )
}
