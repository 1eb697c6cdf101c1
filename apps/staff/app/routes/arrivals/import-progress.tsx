import { Button, ProgressBar } from '@madoguchi/ui'
import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import type { ImportView } from './import-view.server.ts'

/** How far reading or taking in has come. The page comes again by itself until it is over, without a script too. */
export function ImportProgress({ import: it }: { import: ImportView }) {
  const { t } = useTranslation('arrivals')
  const busy = it.state === 'staging' || it.state === 'committing'
  useFresh(busy)
  if (!busy) return null

  const through = it.done + it.known
  return (
    <div className="stack">
      <noscript>
        {/* `auto`: a page that comes by itself keeps nobody's session alive. */}
        <meta httpEquiv="refresh" content={`3; url=/arrivals/${it.id}?auto`} />
      </noscript>
      {it.state === 'staging' ? (
        <>
          <ProgressBar label={t('import.staging')} text={t('import.staging-text', it)} />
          <p>{t('import.staging-note')}</p>
        </>
      ) : (
        <>
          <ProgressBar
            label={t('import.committing')}
            value={through}
            max={Math.max(1, it.good)}
            text={t('import.committing-text', { good: it.good, through })}
          />
          <p>{t('import.committing-note')}</p>
          <Stuck id={it.id} />
        </>
      )}
    </div>
  )
}

/** A job that was lost can be asked for again. */
function Stuck({ id }: { id: string }) {
  const { t } = useTranslation('arrivals')
  return (
    <details>
      <summary>{t('import.stuck')}</summary>
      <form method="post" action={`/arrivals/${id}/commit`} className="stack" data-submit-once>
        <HiddenToken />
        <p>{t('import.stuck-what')}</p>
        <Button kind="secondary" size="small" name="again" value="yes">
          {t('import.stuck-submit')}
        </Button>
      </form>
    </details>
  )
}

function useFresh(busy: boolean) {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!busy || state !== 'idle') return
    const timer = setTimeout(revalidate, 1500)
    return () => clearTimeout(timer)
  }, [busy, state, revalidate])
}
