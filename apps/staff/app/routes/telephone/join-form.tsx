import { Button, ButtonRow, Field, LinkButton, Select } from '@madoguchi/ui'
import { useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { AlsoFields } from './also-fields.tsx'
import { PersonFields, type Tried } from './person-fields.tsx'
import { useCall } from './use-call.ts'

/** Whoever comes along: with a letter by their card, else by reading and birth date; and what they do besides. */
export function JoinForm() {
  const { t } = useTranslation('telephone')
  const { joining, here } = useCall()
  const { typed = {}, refused } = useActionData<Tried>() ?? {}
  const person = joining?.person
  if (!joining || !person) return null
  const known = person.name ?? person.kana
  return (
    <form method="post" action={here} className="stack" data-submit-once>
      <HiddenToken />
      <input type="hidden" name="intent" value="join" />
      <p className="call-place">{t('join.title')}</p>
      <p>
        {known && `${known}　${person.birthDate ?? ''}　`}
        {person.procedure}
      </p>
      {person.booked && <p className="attention">{t('refused.already-booked')}</p>}
      {person.asks && <PersonFields typed={typed} refused={refused} />}
      {person.also.length > 0 && (
        <details>
          <summary>{t('people.besides')}</summary>
          <AlsoFields
            id="also"
            label={t('people.besides')}
            choices={person.also}
            ticked={person.also.filter((it) => typed[`also-${it.value}`]).map((it) => it.value)}
          />
        </details>
      )}
      {person.reasons.length > 0 && (
        <Field
          id="reason"
          label={t('form.reason')}
          support={t('join.reason-support')}
          optional={t('common:field.optional')}
        >
          <Select
            name="reason"
            defaultValue={typed.reason}
            empty={t('form.reason-choose')}
            options={person.reasons.map((value) => ({ value, label: t(`staff:reason.${value}`) }))}
          />
        </Field>
      )}
      <ButtonRow>
        <Button>{t('join.submit')}</Button>
        <LinkButton kind="secondary" href={joining.back}>
          {t('join.back')}
        </LinkButton>
      </ButtonRow>
    </form>
  )
}
