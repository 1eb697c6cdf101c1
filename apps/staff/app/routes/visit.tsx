import { reservationHistory } from '@madoguchi/core/booking'
import { actsFor, COUNTER_ACTS, mayAct, visitOf } from '@madoguchi/core/issuance'
import type { ReservationId } from '@madoguchi/core/kernel'
import { Button, ButtonRow, Card, Columns, Heading, LinkButton, Notice } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ASKED, wordOf } from '../asked-acts.ts'
import { BeginHere } from '../begin-here.tsx'
import { BrokenOff } from '../broken-off.tsx'
import { brokenOffView } from '../broken-off-view.server.ts'
import { CardElsewhere } from '../card-elsewhere.tsx'
import { HiddenToken } from '../hidden-token.tsx'
import { pageTitle, titled } from '../page-title.ts'
import { perform, refusalView } from '../perform-act.server.ts'
import { readId, readWord } from '../read-path.ts'
import { Refused } from '../refused.tsx'
import { ReservationHistory } from '../reservation-history.tsx'
import { reservationHistoryView } from '../reservation-history-view.server.ts'
import type { OfficeArgs } from '../staff-context.ts'
import { ReservationState } from '../state-badge.tsx'
import { CardFacts, ReservationFacts, SentMessages, ToBring, VisitHistory } from '../visit-facts.tsx'
import { VisitNumber } from '../visit-number.tsx'
import { visitNumberView } from '../visit-number-view.server.ts'
import { visitView } from '../visit-view.server.ts'

export async function loader({ params, request, context }: OfficeArgs) {
  const { db, actor, staff, t } = context
  const id = readId<ReservationId>(params.reservationId)
  const [visit, history] = await Promise.all([visitOf(db, actor, id), reservationHistory(db, actor, id)])
  if (!visit) throw data(null, { status: 404 })
  const done = new URL(request.url).searchParams.get('done')
  return {
    title: pageTitle(context, t('visit.title', { number: '' }).trim()),
    visit: visitView(visit, context),
    number: await visitNumberView(visit, context),
    history: reservationHistoryView(history, context),
    acts: actsFor(visit, staff.roles, context.now),
    brokenOff: brokenOffView(visit, context),
    mayStart: mayAct('start', staff.roles),
    done: [...COUNTER_ACTS, 'card_in_hand'].find((act) => act === done) ?? null,
  }
}

export async function action({ params, request, context }: OfficeArgs) {
  const id = readId<ReservationId>(params.reservationId)
  const act = readWord(String((await request.formData()).get('act')), COUNTER_ACTS)
  const outcome = await perform(context, id, act, null)
  if (!outcome.ok) return data({ refused: refusalView(outcome) }, { status: 409 })
  return redirect(`/reservations/${id}?done=${act}`, 303)
}

export const meta = titled

export default function Visit() {
  const { t } = useTranslation('staff')
  const { visit, number, history, done } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused
  const [first] = visit.visitors
  const hasCard = visit.cards.length > 0

  return (
    <div className="stack">
      {refused && <Refused refusal={refused} cardState={visit.cards[0]?.state} />}
      {done && !refused && (
        <Notice
          kind="success"
          label={t('common:notice.success')}
          title={t(`act-done.${wordOf(done, hasCard)}`)}
        />
      )}
      <Heading level={1} kicker={`${t('visit.title', { number: visit.number })}　${first?.procedure ?? ''}`}>
        {first?.name ?? first?.kana}{' '}
        {visit.visitors.length > 1 && t('today.people', { count: visit.visitors.length - 1 })}{' '}
        <ReservationState state={visit.state} />
      </Heading>
      <Columns split="main-aside">
        <div className="stack">
          <VisitNumber number={number} />
          <BeginHere>
            <Elsewhere />
            <Acts />
          </BeginHere>
          <ToBring visit={visit} />
          {visit.cards.map((card) => (
            <CardFacts key={card.id} card={card} named={visit.visitors.length > 1} />
          ))}
          {(!hasCard || visit.events.length > 0) && <VisitHistory events={visit.events} />}
        </div>
        <div className="stack">
          <ReservationFacts visit={visit} />
          <ReservationHistory entries={history} />
          <SentMessages messages={visit.messages} />
        </div>
      </Columns>
    </div>
  )
}

/** While the visit can still be served: the card is not here. */
function Elsewhere() {
  const { visit, mayStart } = useLoaderData<typeof loader>()
  const card = visit.cards.find((it) => it.elsewhere)
  if (!card || !['confirmed', 'checked_in', 'called', 'serving'].includes(visit.state)) return null
  return <CardElsewhere visitId={visit.id} venue={card.venue} mayRecord={mayStart} />
}

/** What may be done now. What can be taken back is one press; what cannot asks on a page of its own. */
function Acts() {
  const { t } = useTranslation('staff')
  const { visit, acts, brokenOff } = useLoaderData<typeof loader>()
  const asked = Object.entries(ASKED)
  const hasCard = visit.cards.length > 0

  return (
    <Card title={t('visit.next')} look="key">
      {brokenOff && <BrokenOff {...brokenOff} />}
      {acts.length === 0 && !brokenOff && <p>{t('visit.no-acts')}</p>}
      {visit.cancelled && (
        <p>
          {t('visit.cancelled', { time: visit.cancelled.at, reason: t(`reason.${visit.cancelled.reason}`) })}
        </p>
      )}
      <ButtonRow>
        {acts.map((act, place) => {
          const kind = place === 0 && !act.startsWith('undo') ? 'primary' : 'secondary'
          const page = asked.find(([, it]) => it === act)?.[0]
          const words = t(`act.${wordOf(act, hasCard)}`)
          return page && (hasCard || act !== 'hand_over') ? (
            <LinkButton
              key={act}
              kind={act === 'hand_over' ? 'primary' : kind}
              href={`/reservations/${visit.id}/${page}`}
            >
              {words}
            </LinkButton>
          ) : (
            <form key={act} method="post" data-submit-once>
              <HiddenToken />
              <Button kind={act === 'hand_over' ? 'primary' : kind} name="act" value={act}>
                {words}
              </Button>
            </form>
          )
        })}
      </ButtonRow>
    </Card>
  )
}
