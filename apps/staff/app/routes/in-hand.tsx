import { IN_HAND_REASONS, recordCardInHand, visitOf } from '@madoguchi/core/issuance'
import type { ReservationId } from '@madoguchi/core/kernel'
import {
  Button,
  ConfirmBlock,
  ErrorSummary,
  Field,
  Heading,
  LinkButton,
  RadioGroup,
  TextInput,
} from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { BeginHere } from '../begin-here.tsx'
import { HiddenToken } from '../hidden-token.tsx'
import { officerIn } from '../officer-in.server.ts'
import { pageTitle, titled } from '../page-title.ts'
import { readId } from '../read-path.ts'
import type { OfficeArgs } from '../staff-context.ts'
import { visitView } from '../visit-view.server.ts'

export async function loader({ params, context }: OfficeArgs) {
  const { db, actor, t } = context
  const visit = await visitOf(db, actor, readId<ReservationId>(params.reservationId))
  if (!visit) throw data(null, { status: 404 })
  const { id, number, venue, cards } = visitView(visit, context)
  const card = cards.find((it) => it.elsewhere)
  // Somebody was faster: the visit says where it stands.
  if (!card && !context.refusedHere) throw redirect(`/reservations/${id}`, 303)
  const { name, venue: from } = card ?? { name: '', venue: '' }
  const title = pageTitle(context, t('in-hand.title'))
  return { title, id, number, to: venue, name, from, reasons: [...IN_HAND_REASONS] }
}

export async function action({ params, request, context }: OfficeArgs) {
  const { db, actor, policy, now } = context
  const reservationId = readId<ReservationId>(params.reservationId)
  const form = await request.formData()
  const read = (field: string) => String(form.get(field) ?? '').slice(0, 200)
  const it = { reservationId, label: read('label'), reason: read('reason') }
  const ready = policy.booking.bookableCardStates
  const outcome = await recordCardInHand(db, actor, officerIn(context), ready, it, now)
  if (outcome.ok) return redirect(`/reservations/${reservationId}?done=card_in_hand`, 303)
  context.refusedHere = true
  return data({ refused: outcome.reason, reason: it.reason }, { status: 422 })
}

export const meta = titled

export default function InHand() {
  const { t } = useTranslation('staff')
  const { id, number, to, name, from, reasons } = useLoaderData<typeof loader>()
  const tried = useActionData<typeof action>()
  const refused = tried && t(`in-hand.refused.${tried.refused}`)
  const ofReason = tried?.refused === 'reason-missing'
  const ofLabel = ['label-missing', 'my-number-typed', 'another-card'].includes(tried?.refused ?? '')
  const href = ofReason ? '#reason' : ofLabel ? '#label' : undefined

  return (
    <form method="post" className="stack narrow" data-submit-once>
      {refused && <ErrorSummary title={t('refused.title')} errors={[{ text: refused, href }]} />}
      <HiddenToken />
      <Heading level={1} kicker={t('visit.title', { number })}>
        {t('in-hand.title')}
      </Heading>
      <BeginHere>
        <ConfirmBlock
          title={t('in-hand.heading', { name })}
          actions={
            <>
              <Button>{t('in-hand.submit')}</Button>
              <LinkButton kind="secondary" href={`/reservations/${id}`}>
                {t('hand-over.back')}
              </LinkButton>
            </>
          }
        >
          <p>{t('in-hand.what', { from, to })}</p>
          <Field
            id="label"
            label={t('in-hand.label')}
            support={t('in-hand.label-support')}
            error={ofLabel ? refused : undefined}
          >
            <TextInput name="label" width="long" autoComplete="off" />
          </Field>
          <RadioGroup
            id="reason"
            name="reason"
            label={t('in-hand.reason')}
            choices={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
            defaultValue={tried?.reason || undefined}
            error={ofReason ? refused : undefined}
          />
        </ConfirmBlock>
      </BeginHere>
    </form>
  )
}
