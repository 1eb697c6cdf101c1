import { Button, Notice, ProgressBar } from '@madoguchi/ui'
import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import type { ActView } from './act-view.server.ts'

/** How far an act has come. The page comes again by itself until it is over, without a script too. */
export function ActProgress({ act }: { act: ActView }) {
  const { t } = useTranslation('calendar')
  const count = act.items.length
  const busy = act.pending > 0 && !act.withdrawn
  useFresh(busy)
  if (!busy) {
    if (act.withdrawn) return null
    const title = count > 0 ? t('act.finished', { count }) : t('act.nobody')
    return <Notice kind="success" label={t('common:notice.success')} title={title} />
  }
  const done = count - act.pending
  return (
    <div className="stack">
      {/* `auto`: a page that comes by itself keeps nobody's session alive. What is being chosen is not thrown away. */}
      {act.open.length === 0 && (
        <noscript>
          <meta httpEquiv="refresh" content={`3; url=/calendar/acts/${act.id}?auto`} />
        </noscript>
      )}
      <ProgressBar
        label={t('act.progress')}
        value={done}
        max={count}
        text={t('act.progress-text', { count, done })}
      />
      <p>{t('act.progress-note')}</p>
      <details>
        <summary>{t('act.stuck')}</summary>
        <form method="post" className="stack" data-submit-once>
          <HiddenToken />
          <p>{t('act.stuck-what')}</p>
          <Button kind="secondary" size="small">
            {t('act.stuck-submit')}
          </Button>
        </form>
      </details>
    </div>
  )
}

/** Loads the page's data anew while something goes on. */
export function useFresh(busy: boolean, pause = 1500) {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!busy || state !== 'idle') return
    const timer = setTimeout(revalidate, pause)
    return () => clearTimeout(timer)
  }, [busy, state, revalidate, pause])
}
