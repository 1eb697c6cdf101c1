import { Button, ButtonRow, Field, Notice, TextInput } from '@madoguchi/ui'
import { BirthFields } from '../forms/birth-fields.tsx'
import { CallUs } from '../page/call-us.tsx'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { usePage } from '../page/page.tsx'
import type { Unidentified } from './identify.ts'

type IdentifyFormProps = {
  action: string
  label: string
  support: string
  button: string
  next?: string | undefined
  answer?: Unidentified | undefined
  /** The QR code's token fills the number in, where a script runs. */
  fromHash?: boolean
}

/** A number and a birth date: whoever knows both is who they say. */
export function IdentifyForm({ action, label, support, button, next, answer, fromHash }: IdentifyFormProps) {
  const { words } = usePage()
  return (
    <>
      {/* Somebody who was on the way to a page of their own, be it for the first time or after the session's end. */}
      {next && next !== '/my' && !answer && (
        <Notice kind="info" label={words('common:notice.info')} title={words('identify.first.title')}>
          <p>{words('identify.first.body')}</p>
        </Notice>
      )}
      <form method="post" action={action} data-submit-once="" noValidate>
        <HiddenFields facts={{ next }} />
        <Field
          id="number"
          label={label}
          required={words('common:field.required')}
          support={support}
          error={answer?.numberError}
        >
          <TextInput
            name="number"
            width="long"
            defaultValue={answer?.typed.number}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={60}
            {...(fromHash && { 'data-fill-from-hash': '' })}
          />
        </Field>
        <BirthFields typed={answer?.typed.birth} error={answer?.birthError} />
        <ButtonRow>
          <Button size="large">{button}</Button>
        </ButtonRow>
      </form>
      {answer?.refusal && <CallUs>{words('identify.refused.call')}</CallUs>}
    </>
  )
}
