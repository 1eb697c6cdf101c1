import { mayMendMessages, retryMessages, stuckMessages } from '@madoguchi/core/notices'
import { EmptyState, Heading, Notice } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import styles from '../messages/stuck.css?url'
import { RetryForm, StuckTable } from '../messages/stuck-table.tsx'
import { stuckView } from '../messages/stuck-view.server.ts'
import { pageTitle, titled } from '../page-title.ts'
import { readId } from '../read-path.ts'
import type { OfficeArgs, OfficeContext } from '../staff-context.ts'
import { briefly } from '../visit-view.server.ts'

export const links = () => [{ rel: 'stylesheet', href: styles }]

/** To whom messages are no part of the work, there is no such page: 404. */
function mending(context: OfficeContext) {
  if (!mayMendMessages(context.staff.roles)) throw data(null, { status: 404 })
  return context
}

export async function loader({ request, context }: OfficeArgs) {
  const { db, actor, now, t } = mending(context)
  const { messages, stillSince } = await stuckMessages(db, actor, now)
  const retried = new URL(request.url).searchParams.get('retried')
  return {
    title: pageTitle(context, t('messages:title')),
    messages: messages.map(stuckView),
    stillSince: stillSince && briefly(stillSince),
    retried: /^\d{1,3}$/.test(retried ?? '') ? Number(retried) : null,
  }
}

export async function action({ request, context }: OfficeArgs) {
  const { db, actor, staff } = mending(context)
  const form = await request.formData()
  const ids = form.getAll('message').map((id) => readId<string>(String(id)))
  const outcome = await retryMessages(db, actor, { ids, roles: staff.roles })
  return redirect(`/messages?retried=${outcome.ok ? outcome.value : 0}`, 303)
}

export const meta = titled

export default function Messages() {
  const { t } = useTranslation('messages')
  const { messages, stillSince, retried } = useLoaderData<typeof loader>()
  const failed = messages.filter((it) => it.state === 'failed')

  return (
    <div className="stack">
      {retried !== null && <Retried count={retried} />}
      <Heading level={1}>{t('title')}</Heading>
      {stillSince && (
        <Notice kind="warning" label={t('common:notice.warning')} title={t('still')}>
          <p>{t('still-what', { since: stillSince })}</p>
        </Notice>
      )}
      {messages.length === 0 && !stillSince && (
        <EmptyState title={t('empty')}>
          <p>{t('empty-what')}</p>
        </EmptyState>
      )}
      {messages.length > 0 && (
        <>
          <p>{t('what')}</p>
          <p>{t('count', { count: messages.length })}</p>
          <StuckTable messages={messages} />
        </>
      )}
      {failed.length > 1 && (
        <RetryForm ids={failed.map((it) => it.id)} words={t('retry-all', { count: failed.length })} />
      )}
    </div>
  )
}

function Retried({ count }: { count: number }) {
  const { t } = useTranslation('messages')
  const kind = count > 0 ? 'success' : 'info'
  const title = count > 0 ? t('retried.title', { count }) : t('retried.none-title')
  return (
    <Notice kind={kind} label={t(`common:notice.${kind}`)} title={title}>
      <p>{t(count > 0 ? 'retried.what' : 'retried.none-what')}</p>
    </Notice>
  )
}
