import { Heading, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { samplesOf } from './bad-day-view.server.ts'

/** What people will read, in each language, by the example of somebody who does not exist. */
export function BadDaySamples({ samples }: { samples: Awaited<ReturnType<typeof samplesOf>> }) {
  const { t } = useTranslation('calendar')
  return (
    <>
      <Heading level={2}>{t('bad-day.samples')}</Heading>
      <p>{t('bad-day.samples-what')}</p>
      {samples.map(({ language, lang, own, subject, body, edit }) => (
        <details key={lang + language}>
          <summary>
            {t('bad-day.sample-of', { language, whose: t(own ? 'bad-day.own-words' : 'bad-day.our-words') })}
          </summary>
          <div className="message-sample" lang={lang}>
            <p className="message-subject">{subject}</p>
            <p>{body}</p>
          </div>
          <p>
            <TextLink href={edit}>{t('bad-day.edit-text', { language })}</TextLink>
          </p>
        </details>
      ))}
    </>
  )
}
