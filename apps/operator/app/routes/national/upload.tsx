import { Button, ErrorSummary, Field, FileInput, Heading, LinkButton, Notice } from '@madoguchi/ui'
import { useWords } from '../../words.tsx'
import type { YearData } from './year.tsx'

const REFUSALS = [
  'no-file',
  'too-large',
  'empty-file',
  'spreadsheet-file',
  'not-a-text-file',
  'not-the-holiday-file',
  'no-days',
  'years-missing',
  'file-too-old',
  'nothing-changes',
]

type Props = { formToken: string } & Pick<YearData, 'refused' | 'waiting'>

/** The Cabinet Office's file, chosen and sent; what it would change is the next page. */
export function Upload({ formToken, refused, waiting }: Props) {
  const { t } = useWords()
  const problem = refused && REFUSALS.includes(refused) ? t(`national:upload.refusal.${refused}`) : undefined
  return (
    <>
      <Heading level={2} id="upload">
        {t('national:upload.title')}
      </Heading>
      {problem && (
        <ErrorSummary title={t('national:upload.refused')} errors={[{ text: problem, href: '#file' }]} />
      )}
      {waiting && (
        <Notice
          kind="info"
          level={3}
          label={t('national:upload.waiting')}
          title={t('national:upload.waiting-body', waiting)}
        >
          <LinkButton href={`/national/holidays/${waiting.id}`} kind="secondary">
            {t('national:upload.waiting-look')}
          </LinkButton>
        </Notice>
      )}
      <p>{t('national:upload.lead')}</p>
      {/* The token goes first: a form that is not ours is turned away before its file is read. */}
      <form
        method="post"
        action="/national/holidays"
        encType="multipart/form-data"
        className="stack"
        data-submit-once
      >
        <input type="hidden" name="formToken" value={formToken} />
        <Field
          id="file"
          label={t('national:upload.file')}
          support={t('national:upload.support')}
          error={problem}
        >
          <FileInput name="file" accept=".csv,text/csv" />
        </Field>
        <Button type="submit">{t('national:upload.act')}</Button>
      </form>
    </>
  )
}
