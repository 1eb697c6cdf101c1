import { Button, Card, Field, FileInput, Select } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { UPLOAD_MEGABYTES } from './upload-megabytes.ts'

type Props = {
  importId: string
  profiles: { value: string; label: string }[]
  chosen: string | null
  refused: { text: string; at: 'profile' | 'file' } | null
}

/** A municipality with one kind of file need not choose it. */
export function UploadForm({ importId, profiles, chosen, refused }: Props) {
  const { t } = useTranslation('arrivals')
  const only = profiles.length === 1 ? profiles[0]?.value : undefined
  const wrong = (at: string) => (refused?.at === at ? refused.text : undefined)
  if (profiles.length === 0) {
    return (
      <Card title={t('upload.title')}>
        <p>{t('upload.no-profiles')}</p>
      </Card>
    )
  }
  return (
    <Card title={t('upload.title')}>
      {/* The file comes last: what stands before it decides whether it is read at all (arrivals-upload.ts). */}
      <form
        method="post"
        action="/arrivals/upload"
        encType="multipart/form-data"
        className="stack"
        data-submit-once
      >
        <HiddenToken />
        <input type="hidden" name="importId" value={importId} />
        <p>{t('upload.what')}</p>
        <Field
          id="profile"
          label={t('upload.profile')}
          required={t('common:field.required')}
          error={wrong('profile')}
        >
          <Select
            name="profile"
            options={profiles}
            empty={only ? undefined : t('upload.profile-empty')}
            defaultValue={chosen ?? only ?? ''}
          />
        </Field>
        <Field
          id="file"
          label={t('upload.file')}
          required={t('common:field.required')}
          support={t('upload.file-support', { megabytes: UPLOAD_MEGABYTES })}
          error={wrong('file')}
        >
          <FileInput name="file" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain" />
        </Field>
        <Button>{t('upload.submit')}</Button>
      </form>
    </Card>
  )
}
