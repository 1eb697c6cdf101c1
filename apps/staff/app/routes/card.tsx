import { formatReservationNumber } from '@madoguchi/core/booking'
import { cardRecord } from '@madoguchi/core/issuance'
import { isInvited, mayHandleLetters } from '@madoguchi/core/issuance/letters'
import type { CardId } from '@madoguchi/core/kernel'
import { Card, Columns, DescriptionList, Heading, TextLink } from '@madoguchi/ui'
import { data } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { pageTitle, titled } from '../page-title.ts'
import { readId } from '../read-path.ts'
import type { OfficeArgs } from '../staff-context.ts'
import { CardState, ReservationState } from '../state-badge.tsx'
import { Timeline } from '../timeline.tsx'
import { briefly, cardView } from '../visit-view.server.ts'
import { NameNotice } from './letters/name-notice.tsx'

export async function loader({ params, request, context }: OfficeArgs) {
  const { db, actor, staff, t } = context
  const card = await cardRecord(db, actor, readId<CardId>(params.cardId))
  if (!card) throw data(null, { status: 404 })
  const name = new URL(request.url).searchParams.get('name')
  const prints = mayHandleLetters(staff.roles)
  return {
    title: pageTitle(context, t('card.title')),
    card: cardView(card, context),
    prints,
    corrects: prints && isInvited(card.state),
    named: ['corrected', 'confirmed'].find((it) => it === name) ?? null,
    reservations: card.reservations.map(({ id, number, state, startsAt }) => ({
      id,
      state,
      number: formatReservationNumber(number),
      at: briefly(startsAt),
    })),
  }
}

export const meta = titled

export default function CardPage() {
  const { t } = useTranslation('staff')
  const { card, corrects, named } = useLoaderData<typeof loader>()
  const none = t('visit.none')

  return (
    <div className="stack">
      <Heading level={1} kicker={t('card.title')}>
        {t('card.heading', { name: card.name })} <CardState state={card.state} />
      </Heading>
      <NameNotice card={card} corrects={corrects} named={named} />
      <Columns split="main-aside">
        <div className="stack">
          <Card title={t('visit.card')}>
            <DescriptionList
              layout="columns"
              items={[
                { term: t('today.kana'), value: card.kana ?? none },
                { term: t('visit.birth-date'), value: card.birthDate },
                { term: t('visit.place'), value: card.place ?? none },
                { term: t('visit.kind'), value: t(`card-kind.${card.kind}`) },
                { term: t('visit.notice-number'), value: card.noticeNumber ?? none },
                { term: t('visit.application-id'), value: card.applicationId },
                {
                  term: t('visit.deadline'),
                  value: card.deadline ?? (card.letterWaits ? t('card.deadline-at-print') : none),
                },
                { term: t('visit.expires-on'), value: card.expiresOn ?? none },
              ]}
            />
            {corrects && (
              <p>
                <TextLink href={`/cards/${card.id}/name`}>{t('card.correct-name')}</TextLink>
              </p>
            )}
          </Card>
          <Card title={t('visit.history')}>
            <Timeline events={card.history} />
          </Card>
        </div>
        <div className="stack">
          <LetterCard />
          <Reservations />
        </div>
      </Columns>
    </div>
  )
}

function LetterCard() {
  const { t } = useTranslation('staff')
  const { card, prints } = useLoaderData<typeof loader>()
  const made = card.letterMade ? t('card.letter-made', { time: card.letterMade }) : t('card.letter-none')
  return (
    <Card title={t('card.letter')}>
      <p>{card.letterWaits ? t(card.nameHeld ? 'card.letter-held' : 'card.letter-waits') : made}</p>
      {prints && !card.letterWaits && (
        <p>
          <TextLink href={`/letters/reissue/${card.id}`}>{t('card.reissue')}</TextLink>
        </p>
      )}
    </Card>
  )
}

function Reservations() {
  const { t } = useTranslation('staff')
  const { reservations } = useLoaderData<typeof loader>()
  return (
    <Card title={t('card.reservations')}>
      {reservations.length === 0 && <p>{t('card.reservations-empty')}</p>}
      <ul className="plain-list">
        {reservations.map(({ id, number, state, at }) => (
          <li key={id}>
            <TextLink href={`/reservations/${id}`}>{number}</TextLink> {at} <ReservationState state={state} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
