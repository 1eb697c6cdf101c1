import { Button, Notice } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { useFresh } from './act-progress.tsx'

const EVERY = 10_000

/** Nothing has been sent yet: until when, and the button that takes all of it back. */
export function ActWaiting({ id, until, met }: { id: string; until: string; met: number }) {
  const { t } = useTranslation('calendar')
  useFresh(true, EVERY)
  return (
    <Notice kind="warning" label={t('common:notice.warning')} title={t('bad-day.waits', { until })}>
      {/* `auto`: a page that comes by itself keeps nobody's session alive. */}
      <noscript>
        <meta httpEquiv="refresh" content={`30; url=/calendar/acts/${id}?auto`} />
      </noscript>
      <p>{t('bad-day.waits-what', { count: met })}</p>
      <form method="post" data-submit-once>
        <HiddenToken />
        <Button kind="secondary" name="undo" value="all">
          {t('bad-day.undo')}
        </Button>
      </form>
    </Notice>
  )
}
