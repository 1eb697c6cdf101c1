import { Button, ButtonRow, DateFields, Field, LinkButton, Select, TextInput } from '@madoguchi/ui'
import { useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import type { CallerField } from './read-caller.server.ts'
import { useCall } from './use-call.ts'

type Tried = {
  typed?: Record<string, string>
  refused?: { reason?: string; wrong?: Partial<Record<CallerField, string>> } | null
}

/** The place that was chosen, whoever has no letter, and the contact. Read it back before Enter. */
export function BookingForm() {
  const { t } = useTranslation('telephone')
  const { form, here } = useCall()
  const { typed = {}, refused } = useActionData<Tried>() ?? {}
  if (!form) return null
  const error = (field: CallerField) => refused?.wrong?.[field] && t(`wrong.${refused.wrong[field]}`)
  const act = form.change ? 'change' : form.running ? 'walk-in' : 'book'
  // A form that has booked is another form when it is filled in anew.
  const requestId = refused?.reason === 'request-used' ? form.requestId : (typed.requestId ?? form.requestId)
  return (
    <form method="post" action={here} data-submit-once>
      <HiddenToken />
      <input type="hidden" name="intent" value={act} />
      <input type="hidden" name="requestId" value={requestId} />
      <p className="call-place">
        {form.when}　{form.venue}
      </p>
      {form.none && <p className="attention">{t('refused.full')}</p>}
      {form.person && (
        <>
          <Field id="kana" label={t('form.kana')} required={t('common:field.required')} error={error('kana')}>
            <TextInput name="kana" defaultValue={typed.kana} maxLength={200} autoComplete="off" />
          </Field>
          <Field id="name" label={t('form.name')} optional={t('common:field.optional')} error={error('name')}>
            <TextInput name="name" defaultValue={typed.name} maxLength={200} autoComplete="off" />
          </Field>
          <BirthFields typed={typed} error={error('birth')} />
        </>
      )}
      {!form.change && (
        <>
          <Field
            id="telephone"
            label={t('form.telephone')}
            optional={t('common:field.optional')}
            error={error('telephone')}
          >
            <TextInput
              name="telephone"
              inputMode="tel"
              defaultValue={typed.telephone}
              width="medium"
              maxLength={40}
              autoComplete="off"
            />
          </Field>
          <Field
            id="mail"
            label={t('form.mail')}
            optional={t('common:field.optional')}
            support={t('form.mail-support')}
            error={error('mail')}
          >
            <TextInput
              name="mail"
              inputMode="email"
              defaultValue={typed.mail}
              maxLength={300}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </Field>
          <Field id="language" label={t('form.language')}>
            <Select
              name="language"
              defaultValue={typed.language}
              width="medium"
              options={['ja', 'ja-easy', 'en'].map((value) => ({
                value,
                label: t(`staff:language.${value}`),
              }))}
            />
          </Field>
        </>
      )}
      {form.beyond && (
        <Field
          id="reason"
          label={t('form.reason')}
          required={t('common:field.required')}
          support={t('form.reason-support')}
          error={error('reason')}
        >
          <Select
            name="reason"
            defaultValue={typed.reason}
            empty={t('form.reason-choose')}
            options={form.reasons.map((value) => ({ value, label: t(`staff:reason.${value}`) }))}
          />
        </Field>
      )}
      <ButtonRow>
        <Button>{t(`form.${act}`)}</Button>
        <LinkButton kind="secondary" href={form.back}>
          {t('form.back')}
        </LinkButton>
      </ButtonRow>
    </form>
  )
}

const ERAS = ['showa', 'heisei', 'reiwa', 'taisho', 'meiji', 'western'] as const

function BirthFields({ typed, error }: { typed: Record<string, string>; error: string | undefined }) {
  const { t } = useTranslation('telephone')
  const part = (name: string) => typed[`birth-${name}`]
  return (
    <DateFields
      id="birth"
      name="birth"
      label={t('staff:visit.birth-date')}
      required={t('common:field.required')}
      error={error}
      words={{
        era: t('common:date.era'),
        year: t('common:date.year'),
        month: t('common:date.month'),
        day: t('common:date.day'),
      }}
      eras={ERAS.map((value) => ({ value, label: t(`common:date.${value}`) }))}
      defaultValue={
        part('era')
          ? {
              era: part('era') ?? '',
              year: part('year') ?? '',
              month: part('month') ?? '',
              day: part('day') ?? '',
            }
          : {}
      }
    />
  )
}
