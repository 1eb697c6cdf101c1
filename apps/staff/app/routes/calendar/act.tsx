import {
  acceptForThem,
  actInView,
  decideMore,
  tellByHand,
  undoBadDay,
} from '@madoguchi/core/calendar-changes'
import { Button, DescriptionList, ErrorSummary, Heading, Notice, TextLink } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { officerIn } from '../../officer-in.server.ts'
import { pageTitle, titled } from '../../page-title.ts'
import { readId } from '../../read-path.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { ActCards } from './act-cards.tsx'
import { ActItems } from './act-items.tsx'
import { ActOffers } from './act-offers.tsx'
import { ActProgress } from './act-progress.tsx'
import { actView } from './act-view.server.ts'
import { ActWaiting } from './act-waiting.tsx'
import { DecisionTable } from './decision-table.tsx'
import { readChoices } from './hit-view.server.ts'
import { managing } from './managing.server.ts'

export async function loader({ params, context }: OfficeArgs) {
  const { db, actor, now, t } = managing(context)
  const act = await actInView(db, actor, readId<string>(params.actId), now)
  if (!act) throw data(null, { status: 404 })
  return { title: pageTitle(context, t('calendar:act.title')), act: actView(act, context) }
}

export async function action({ params, request, context }: OfficeArgs) {
  const { db, actor, now } = managing(context)
  const actId = readId<string>(params.actId)
  const form = await request.formData()
  if (form.has('told')) {
    await tellByHand(
      db,
      actor,
      officerIn(context),
      { actId, itemId: readId<string>(String(form.get('told'))) },
      now,
    )
    return redirect(`/calendar/acts/${actId}`, 303)
  }
  if (form.has('accepted')) {
    const reservationId = readId<string>(String(form.get('accepted')))
    const taken = await acceptForThem(db, actor, officerIn(context), reservationId, now)
    if (!taken.ok) return data({ refused: taken.reason, typed: {} }, { status: 409 })
    return redirect(`/calendar/acts/${actId}#offers`, 303)
  }
  if (form.has('undo')) {
    const undone = await undoBadDay(db, actor, officerIn(context), actId, now)
    if (!undone.ok) return data({ refused: undone.reason, typed: {} }, { status: 409 })
    return redirect(`/calendar/acts/${actId}`, 303)
  }
  const { choices, typed } = readChoices(form)
  const outcome = await decideMore(db, actor, officerIn(context), { actId, choices }, now)
  if (!outcome.ok) return data({ refused: outcome.reason, typed }, { status: 409 })
  return redirect(`/calendar/acts/${actId}`, 303)
}

export const meta = titled

export default function CalendarAct() {
  const { t } = useTranslation('calendar')
  const { act } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { exception } = act
  const what = t(`act.change.${act.change}`, { days: exception.days, kind: t(`kind.${exception.kind}`) })
  return (
    <div className="stack">
      {answer && (
        <ErrorSummary title={t('refused.title')} errors={[{ text: t(`refused.${answer.refused}`) }]} />
      )}
      <Heading level={1}>{t('act.title')}</Heading>
      <DescriptionList
        layout="columns"
        items={[
          { term: t('act.what'), value: what },
          { term: t('preview.where'), value: exception.where },
          { term: t('preview.reason'), value: act.reason },
        ]}
      />
      <p>{t('act.by', { name: act.madeBy, at: act.madeAt })}</p>
      {act.undone && (
        <Notice kind="info" label={t('common:notice.info')} title={t('bad-day.undone')}>
          <p>{t('bad-day.undone-what', act.undone)}</p>
        </Notice>
      )}
      {act.waits && <ActWaiting id={act.id} until={act.waits} met={act.items.length} />}
      {act.withdrawn && !act.undone && (
        <Notice kind="info" label={t('common:notice.info')} title={t('state.withdrawn')}>
          <p>{t('act.withdrawn')}</p>
        </Notice>
      )}
      {!act.waits && <ActProgress act={act} />}
      {act.open.length > 0 && (
        <form method="post" className="stack" data-submit-once>
          <HiddenToken />
          <Heading level={2}>{t('act.open', { count: act.open.length })}</Heading>
          <p>{t('act.open-what')}</p>
          <DecisionTable hits={act.open} typed={answer?.typed} />
          <Button>{t('act.open-submit')}</Button>
        </form>
      )}
      <ActOffers act={act} />
      <ActCards cards={act.cards} />
      <ActItems act={act} />
      <p>
        <TextLink href="/calendar">{t('act.back')}</TextLink>
      </p>
    </div>
  )
}
