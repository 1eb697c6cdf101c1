import { Button, Field, Heading, Row, Table, Textarea, TextInput } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'

type TextFormProps = {
  text: { subject: string; body: string }
  names: { name: string; what: string; required: boolean }[]
  lang: string
  after: number
  problems: { at: string; text: string }[]
}

/** Where a text is written. It is shown as it would read before it can be put in force. */
export function TextForm({ text, names, lang, after, problems }: TextFormProps) {
  const { t } = useTranslation('messages')
  const errorAt = (at: string) => problems.find((it) => it.at === at)?.text
  return (
    <form method="post" className="stack narrow" noValidate>
      <HiddenToken />
      <Heading level={2}>{t('texts.edit')}</Heading>
      <p>{t('texts.edit-what')}</p>
      <Heading level={3}>{t('texts.names')}</Heading>
      <Table
        caption={t('texts.names')}
        captionHidden
        columns={[t('texts.name-as'), t('texts.name-what'), t('texts.name-must')]}
      >
        {names.map(({ name, what, required }) => (
          <Row key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{what}</td>
            <td>{required ? t('texts.must') : t('none')}</td>
          </Row>
        ))}
      </Table>
      <Field
        id="subject"
        label={t('texts.subject')}
        required={t('texts.required')}
        support={t('texts.subject-support')}
        error={errorAt('subject')}
      >
        <TextInput name="subject" defaultValue={text.subject} width="full" lang={lang} />
      </Field>
      <Field
        id="body"
        label={t('texts.body')}
        required={t('texts.required')}
        support={t('texts.body-support')}
        error={errorAt('body')}
      >
        <Textarea name="body" rows={20} defaultValue={text.body} lang={lang} />
      </Field>
      <input type="hidden" name="after" value={after} />
      <div>
        <Button name="step" value="preview">
          {t('texts.preview')}
        </Button>
      </div>
    </form>
  )
}
