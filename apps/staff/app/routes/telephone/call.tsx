import { Columns, ErrorSummary, Heading, Notice } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { pageTitle, titled } from '../../page-title.ts'
import { Refused } from '../../refused.tsx'
import type { OfficeArgs } from '../../staff-context.ts'
import { bookOrChange, cancel } from './act.server.ts'
import { changeThePeople, isPeopleIntent } from './act-people.server.ts'
import { answering } from './answering.server.ts'
import { callPath, readCall } from './call-query.ts'
import { callView } from './call-view.server.ts'
import { find } from './find.server.ts'
import { typedIn } from './read-caller.server.ts'
import { Script } from './script.tsx'
import styles from './telephone.css?url'
import { When } from './when.tsx'
import { Who } from './who.tsx'

export const links = () => [{ rel: 'stylesheet', href: styles }]

export async function loader({ request, context }: OfficeArgs) {
  const view = await callView(answering(context), readCall(request.url))
  return { title: pageTitle(context, context.t('telephone:title')), ...view }
}

export async function action({ request, context }: OfficeArgs) {
  const query = readCall(request.url)
  const typed = typedIn(await request.formData())
  answering(context)
  if (typed.intent === 'find') {
    const found = await find(context, typed.q ?? '', query)
    if ('to' in found) throw redirect(callPath({ ...found.to, by: query.by }), 303)
    return data({ typed: {} as typeof typed, find: found.refused, refused: null }, { status: 422 })
  }
  const acted =
    typed.intent === 'cancel'
      ? await cancel(context, query, typed.cancelReason ?? '')
      : isPeopleIntent(typed.intent)
        ? await changeThePeople(context, query, typed.intent, typed)
        : await bookOrChange(context, query, typed)
  if ('to' in acted) throw redirect(callPath({ ...acted.to, k: query.k, by: query.by }), 303)
  return data({ typed, find: null, refused: acted }, { status: acted.wrong ? 422 : 409 })
}

export const meta = titled

export default function Telephone() {
  const { t } = useTranslation('telephone')
  const { done, caller, stage } = useLoaderData<typeof loader>()
  const tried = useActionData<typeof action>()
  const refused = tried?.refused
  const wrong = Object.entries(refused?.wrong ?? {})
  const begin = tried ? null : stage

  return (
    <div className="stack telephone">
      {tried?.find && (
        <ErrorSummary
          title={t('common:error.summary')}
          errors={[{ text: t(`staff:find.refused.${tried.find}`), href: '#who' }]}
        />
      )}
      {refused?.counter && <Refused refusal={refused.counter} cardState={caller?.cardState ?? undefined} />}
      {refused?.reason && (
        <ErrorSummary title={t('refused-title')} errors={[{ text: t(`refused.${refused.reason}`) }]} />
      )}
      {wrong.length > 0 && (
        <ErrorSummary
          title={t('common:error.summary')}
          errors={wrong.map(([field, reason]) => ({ text: t(`wrong.${reason}`), href: `#${field}` }))}
        />
      )}
      {done && !tried && (
        <Notice kind="success" label={t('common:notice.success')} title={t(`done.${done}`)} />
      )}
      <Heading level={1}>{t('title')}</Heading>
      <Columns split="thirds">
        <Who begin={begin} />
        <When begin={begin} />
        <Script begin={begin} />
      </Columns>
    </div>
  )
}
