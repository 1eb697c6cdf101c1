import { actsFor, LONGEST_NOTE, readNote, visitOf } from '@madoguchi/core/issuance'
import type { ReservationId } from '@madoguchi/core/kernel'
import {
  Button,
  ConfirmBlock,
  DescriptionList,
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
import { ASKED, type Asked } from '../asked-acts.ts'
import { BeginHere } from '../begin-here.tsx'
import { readHandOver, severalCards } from '../hand-over-each.server.ts'
import { HiddenToken } from '../hidden-token.tsx'
import { pageTitle, titled } from '../page-title.ts'
import { CHOICES, perform, refusalView } from '../perform-act.server.ts'
import { readId, readWord } from '../read-path.ts'
import { ReceiverEach } from '../receiver-each.tsx'
import { Refused } from '../refused.tsx'
import type { OfficeArgs } from '../staff-context.ts'
import { visitView } from '../visit-view.server.ts'

export async function loader({ params, context }: OfficeArgs) {
  const { db, actor, staff, t } = context
  const asked = readWord(params.act, Object.keys(ASKED) as Asked[])
  const visit = await visitOf(db, actor, readId<ReservationId>(params.reservationId))
  if (!visit) throw data(null, { status: 404 })
  // Somebody was faster, or it is not this officer's to do: the visit says where it stands.
  const possible = actsFor(visit, staff.roles, context.now).includes(ASKED[asked])
  if (!possible && !context.refusedHere) throw redirect(`/reservations/${visit.id}`, 303)
  return {
    title: pageTitle(context, t(`${asked}.title`)),
    asked,
    possible,
    choices: CHOICES[asked],
    longestNote: LONGEST_NOTE,
    visit: visitView(visit, context),
    several: asked === 'hand-over' ? severalCards(visit) : [],
    leftChoices: CHOICES['break-off'],
  }
}

export async function action({ params, request, context }: OfficeArgs) {
  const asked = readWord(params.act, Object.keys(ASKED) as Asked[])
  const id = readId<ReservationId>(params.reservationId)
  const form = await request.formData()
  const [reason, typed] = ['reason', 'note'].map((name) => String(form.get(name) ?? '').slice(0, 1000))
  const handOver = asked === 'hand-over' ? readHandOver(form) : null
  const note = readNote(asked === 'break-off' || handOver ? (typed ?? '') : '')
  const answered = {
    reason: reason ?? '',
    note: note.ok ? (note.value ?? '') : '',
    each: handOver?.typed ?? {},
  }
  if (!note.ok) {
    context.refusedHere = true
    return data({ refused: { reason: note.reason, happened: null }, ...answered }, { status: 422 })
  }
  const left = { reason: handOver?.leftReason ?? null, note: note.value }
  const outcome = await perform(
    context,
    id,
    ASKED[asked],
    reason || null,
    note.value,
    handOver && { ...handOver, left },
  )
  if (!outcome.ok) {
    context.refusedHere = true
    const status = /^(reason|note)-missing$/.test(outcome.reason) ? 422 : 409
    return data({ refused: refusalView(outcome), ...answered }, { status })
  }
  return redirect(`/reservations/${id}?done=${ASKED[asked]}`, 303)
}

export const meta = titled

export default function Confirm() {
  const { t } = useTranslation('staff')
  const { asked, possible, choices, longestNote, visit, several, leftChoices } =
    useLoaderData<typeof loader>()
  const tried = useActionData<typeof action>()
  const refused = tried?.refused
  const missing = refused?.reason === 'reason-missing'
  const noteError = refused?.reason.startsWith('note-') ? t(`note.${refused.reason}`) : undefined
  const name = visit.visitors[0]?.name ?? visit.visitors[0]?.kana ?? ''
  const back = `/reservations/${visit.id}`
  const canBeUndone = asked === 'break-off' || asked === 'resume'

  if (refused && !possible) {
    return (
      <div className="stack narrow">
        <Refused refusal={refused} cardState={visit.cards[0]?.state} />
        <Heading level={1} kicker={t('visit.title', { number: visit.number })}>
          {t(`${asked}.title`)}
        </Heading>
        <LinkButton href={back}>{t('hand-over.back')}</LinkButton>
      </div>
    )
  }

  return (
    <form method="post" className="stack narrow" data-submit-once>
      {missing && (
        <ErrorSummary
          title={t('common:error.summary')}
          errors={[
            {
              text: t(several.length > 0 ? 'hand-over.missing-each' : `${asked}.missing`),
              href: several[0] ? `#card-${several[0].id}` : '#reason',
            },
          ]}
        />
      )}
      {noteError && (
        <ErrorSummary title={t('common:error.summary')} errors={[{ text: noteError, href: '#note' }]} />
      )}
      {refused && !missing && !noteError && <Refused refusal={refused} cardState={visit.cards[0]?.state} />}
      <HiddenToken />
      <Heading level={1} kicker={t('visit.title', { number: visit.number })}>
        {t(`${asked}.title`)}
      </Heading>
      <BeginHere>
        <ConfirmBlock
          title={t(`${asked}.heading`, { name })}
          kind={canBeUndone ? 'ordinary' : 'irreversible'}
          actions={
            <>
              <Button kind={canBeUndone ? 'primary' : 'danger'}>{t(`${asked}.submit`)}</Button>
              <LinkButton kind="secondary" href={back}>
                {t('hand-over.back')}
              </LinkButton>
            </>
          }
        >
          <WhoAndWhich />
          <p>
            {t(visit.cards.length > 0 ? `${asked}.what` : [`${asked}.what-without-card`, `${asked}.what`])}
          </p>
          {asked === 'hand-over' && <p>{t('hand-over.before')}</p>}
          {several.length > 0 && (
            <ReceiverEach
              cards={several}
              choices={choices}
              reasons={leftChoices}
              typed={tried?.each ?? {}}
              missing={missing}
            />
          )}
          {choices.length > 0 && several.length === 0 && (
            <RadioGroup
              id="reason"
              name="reason"
              label={t(asked === 'hand-over' ? 'hand-over.receiver' : `${asked}.reason`)}
              choices={choices.map((value) => ({ value, label: t(`reason.${value}`) }))}
              defaultValue={tried?.reason || undefined}
              error={missing ? t(`${asked}.missing`) : undefined}
            />
          )}
          {(asked === 'break-off' || several.length > 0) && (
            <Field
              id="note"
              label={t('break-off.note')}
              optional={t('common:field.optional')}
              support={t('break-off.note-support')}
              error={noteError}
            >
              <TextInput name="note" maxLength={longestNote} autoComplete="off" defaultValue={tried?.note} />
            </Field>
          )}
        </ConfirmBlock>
      </BeginHere>
    </form>
  )
}

/** By a name alone two people are one: the birth date and the numbers on the card and its letter tell them apart. */
function WhoAndWhich() {
  const { t } = useTranslation('staff')
  const { visit } = useLoaderData<typeof loader>()
  const people = visit.cards.length > 0 ? visit.cards : visit.visitors
  return people.map((it) => (
    <DescriptionList
      key={`${it.name} ${it.birthDate}`}
      layout="columns"
      items={[
        { term: t('today.name'), value: it.name ?? it.kana ?? '' },
        { term: t('today.kana'), value: it.kana ?? '' },
        { term: t('visit.birth-date'), value: it.birthDate ?? '' },
        ...('noticeNumber' in it
          ? [{ term: t('visit.notice-number'), value: it.noticeNumber ?? t('visit.none') }]
          : []),
      ]}
    />
  ))
}
