import { LinkButton, Notice, TextLink } from '@madoguchi/ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportPage } from './import.tsx'
import { nameColumns } from './name-columns.ts'
import { UPLOAD_MEGABYTES } from './upload-megabytes.ts'

/** What has happened to this import, above everything else on its page. */
export function ImportNews({ page }: { page: ImportPage }) {
  const { t } = useTranslation('arrivals')
  const { import: it, earlier, corrected, dropped } = page

  return (
    <>
      {corrected > 0 && <News kind="success" title={t('done.corrected', { line: corrected })} />}
      {dropped > 0 && <News kind="success" title={t('done.dropped', { line: dropped })} />}
      {it.state === 'failed' && (
        <News kind="warning" title={t('import.failed')}>
          <p>
            {it.columnsWrong.length > 0
              ? t(`refused.${it.failure}-named`, { columns: nameColumns(t, it.columnsWrong) })
              : t(`refused.${it.failure ?? 'interrupted'}`, { megabytes: UPLOAD_MEGABYTES })}
          </p>
          <LinkButton kind="secondary" href="/arrivals">
            {t('import.failed-again')}
          </LinkButton>
        </News>
      )}
      {it.state === 'discarded' && (
        <News kind="info" title={t('import.discarded')}>
          <p>{t('import.discarded-what')}</p>
        </News>
      )}
      {it.state === 'staged' && earlier && (
        <News kind="warning" title={t('import.earlier')}>
          <p>{t('import.earlier-what', { at: earlier.at })}</p>
          <TextLink href={`/arrivals/${earlier.id}`}>{t('import.earlier-open')}</TextLink>
        </News>
      )}
      {it.state === 'committed' && (
        <News kind="success" title={t('import.committed')}>
          <p>
            {t('import.committed-what', { done: it.done })}
            {it.known > 0 && t('import.committed-known', { count: it.known })}
          </p>
          {it.waiting === 0 && it.done > 0 && <TextLink href="/letters">{t('import.to-letters')}</TextLink>}
        </News>
      )}
      {it.state === 'committed' && it.waiting > 0 && (
        <News kind="info" title={t('import.corrected', { count: it.waiting })}>
          <p>{t('import.corrected-what')}</p>
        </News>
      )}
    </>
  )
}

type NewsProps = { kind: 'info' | 'success' | 'warning'; title: string; children?: ReactNode }

function News({ kind, title, children }: NewsProps) {
  const { t } = useTranslation('common')
  return (
    <Notice kind={kind} label={t(`notice.${kind}`)} title={title}>
      {children}
    </Notice>
  )
}
