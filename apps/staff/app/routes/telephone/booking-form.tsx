import { Button, ButtonRow, Field, LinkButton, Select, TextInput } from '@madoguchi/ui'
import { useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { PersonFields, type Tried } from './person-fields.tsx'
import type { CallerField } from './read-caller.server.ts'
import { useCall } from './use-call.ts'

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
      {form.person && <PersonFields typed={typed} refused={refused} />}
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
