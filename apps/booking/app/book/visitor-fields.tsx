import { languageNames } from '@madoguchi/i18n/languages'
import { Field, Heading, RadioGroup, TextInput } from '@madoguchi/ui'
import { BirthFields } from '../forms/birth-fields.tsx'
import { typedBirth } from '../forms/read-date.ts'
import { usePage } from '../page/page.tsx'
import type { Typed } from './draft.ts'
import type { WrongFields } from './read-visitor.ts'

type VisitorFieldsProps = { typed: Typed; wrong: WrongFields }
/** `sms`: does a mobile number without a mail address lead to short messages? It is then said before one is given. */
type ContactFieldsProps = VisitorFieldsProps & { sms: boolean }

/** Who comes, of whom no letter tells us: enough to find the reservation again, and no more. */
export function PersonFields({ typed, wrong }: VisitorFieldsProps) {
  const { words } = usePage()
  return (
    <>
      <Heading level={2}>{words('book.person')}</Heading>
      <Field
        id="kana"
        label={words('book.kana')}
        required={words('common:field.required')}
        support={words('book.kana-support')}
        error={wrong.kana && words(`book.wrong.${wrong.kana}`)}
      >
        <TextInput name="kana" defaultValue={typed.kana} width="long" maxLength={200} autoComplete="off" />
      </Field>
      <BirthFields
        typed={typedBirth(new URLSearchParams(typed))}
        error={wrong.birth && words(`identify.wrong.${wrong.birth}`)}
      />
    </>
  )
}

/** Where a confirmation goes, and in which language. Neither is needed to book. */
export function ContactFields({ typed, wrong, sms }: ContactFieldsProps) {
  const { words, tenant, language } = usePage()
  const optional = words('common:field.optional')
  return (
    <>
      <Field
        id="mail"
        label={words('book.mail')}
        optional={optional}
        support={words('book.mail-support')}
        error={wrong.mail && words(`book.wrong.${wrong.mail}`)}
      >
        <TextInput
          name="mail"
          type="text"
          inputMode="email"
          defaultValue={typed.mail}
          maxLength={300}
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <RadioGroup
        id="language"
        name="language"
        label={words('book.language')}
        layout="row"
        defaultValue={typed.language ?? language}
        choices={tenant.languages.map((it) => ({ value: it, label: languageNames[it] }))}
      />
      <Field
        id="telephone"
        label={words('book.telephone')}
        optional={optional}
        support={words(sms ? 'book.telephone-support-sms' : 'book.telephone-support')}
        error={wrong.telephone && words(`book.wrong.${wrong.telephone}`)}
      >
        <TextInput
          name="telephone"
          inputMode="tel"
          defaultValue={typed.telephone}
          width="medium"
          maxLength={40}
          autoComplete="tel"
        />
      </Field>
    </>
  )
}
