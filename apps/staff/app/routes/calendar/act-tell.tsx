import { Button, Notice, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import type { ActView } from './act-view.server.ts'

/** Whom no mail reaches: each with how they can be told, until an officer says that they were. */
export function ActTell({ act: { tell, told } }: { act: ActView }) {
  const { t } = useTranslation('calendar')
  if (tell.length === 0 && told === 0) return null
  const said = told > 0 ? t('act.told-count', { count: told }) : null
  if (tell.length === 0)
    return (
      <Notice kind="success" label={t('common:notice.success')} title={t('act.told-all', { count: told })} />
    )
  return (
    <Notice kind="warning" label={t('common:notice.warning')} title={t('act.tell', { count: tell.length })}>
      <p>
        {t('act.tell-what')}
        {said}
      </p>
      <ul className="plain-list stack">
        {tell.map((it) => (
          <li key={it.id} className="to-tell">
            <span>
              <TextLink href={`/reservations/${it.reservationId}`}>{it.number}</TextLink>
              {`　${it.name ?? ''}　${it.telephone ?? t('act.unreachable')}`}
            </span>
            <form method="post" data-submit-once>
              <HiddenToken />
              <input type="hidden" name="told" value={it.id} />
              <Button kind="secondary" size="small" aria-label={t('act.told-of', { number: it.number })}>
                {t('act.told-submit')}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
