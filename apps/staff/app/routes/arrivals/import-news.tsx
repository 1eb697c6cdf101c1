import { LinkButton, Notice, TextLink } from '@madoguchi/ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportPage } from './import.tsx'
import { nameColumns } from './name-columns.ts'
import { UPLOAD_MEGABYTES } from './upload-megabytes.ts'

/** What has happened to this import, in one notice above everything else on its page. */
export function ImportNews({ page }: { page: ImportPage }) {
  const { t } = useTranslation('arrivals')
  const { import: it, earlier, corrected, dropped } = page
  const done = corrected > 0 ? { line: corrected, what: 'corrected' } : { line: dropped, what: 'dropped' }
  const told = done.line > 0 ? t(`done.${done.what}`, { line: done.line }) : null

  if (it.state === 'failed') return <Failed page={page} />
  if (it.state === 'discarded')
    return (
      <News kind="info" title={t('import.discarded')}>
        <p>{t('import.discarded-what')}</p>
      </News>
    )
  if (it.state === 'staged' && earlier) return <Earlier page={page} told={told} />
  if (it.state === 'committed' && it.waiting > 0)
    return (
      <News kind="info" title={t('import.corrected', { count: it.waiting })}>
        <p>
          {told} {t('import.corrected-what')}
        </p>
      </News>
    )
  if (told) return <News kind="success" title={told} />
  if (it.state !== 'committed') return null
  return (
    <News kind="success" title={t('import.committed')}>
      <p>
        {t('import.committed-what', { done: it.done })}
        {it.known > 0 && t('import.committed-known', { count: it.known })}
      </p>
      {it.done > 0 && <TextLink href="/letters">{t('import.to-letters')}</TextLink>}
    </News>
  )
}

function Failed({ page: { import: it } }: { page: ImportPage }) {
  const { t } = useTranslation('arrivals')
  return (
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
  )
}

/** The same bytes again: what is to be done is said here, once, and nowhere else on the page. */
function Earlier({ page: { import: it, earlier }, told }: { page: ImportPage; told: string | null }) {
  const { t } = useTranslation('arrivals')
  if (!earlier) return null
  const bad = it.waiting === 0 ? earlier.bad : 0
  return (
    <News kind="warning" title={t('import.earlier')}>
      <p>
        {told} {t(it.waiting === 0 ? 'import.earlier-same' : 'import.earlier-what', { at: earlier.at })}
      </p>
      {bad > 0 && <p>{t('import.earlier-bad', { count: bad })}</p>}
      <TextLink href={`/arrivals/${earlier.id}${bad > 0 ? '#bad-rows' : ''}`}>
        {t(bad > 0 ? 'bad.earlier-open' : 'import.earlier-open')}
      </TextLink>
    </News>
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
