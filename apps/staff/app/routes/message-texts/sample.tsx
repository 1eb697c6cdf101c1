import { Button, Heading, Notice } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'

type SampleProps = {
  title: string
  subject: string
  body: string
  lang: string
  /** The text itself, when it may be put in force from here. */
  save?: { subject: string; body: string; after: number }
}

/** A message as somebody who does not exist would receive it. */
export function Sample({ title, subject, body, lang, save }: SampleProps) {
  const { t } = useTranslation('messages')
  return (
    <section className="stack narrow" aria-labelledby="sample">
      <Heading level={2} id="sample">
        {title}
      </Heading>
      {save && (
        <Notice kind="info" label={t('common:notice.info')} title={t('texts.not-yet')}>
          <p>{t('texts.not-yet-what')}</p>
        </Notice>
      )}
      <p>{t('texts.sample-what')}</p>
      <div className="message-sample" lang={lang}>
        <p className="message-subject">{subject}</p>
        <p>{body}</p>
      </div>
      {save && (
        <form method="post" data-submit-once>
          <HiddenToken />
          <input type="hidden" name="subject" value={save.subject} />
          {/* A textarea keeps its line ends where a hidden field need not. */}
          <textarea name="body" hidden readOnly value={save.body} />
          <input type="hidden" name="after" value={save.after} />
          <Button name="step" value="save">
            {t('texts.save')}
          </Button>
        </form>
      )}
    </section>
  )
}
