import { Card, DescriptionList, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { CardState } from './state-badge.tsx'
import { Timeline } from './timeline.tsx'
import type { visitView } from './visit-view.server.ts'

type VisitView = ReturnType<typeof visitView>

/** The reservation: who, when, where, how it came. */
export function ReservationFacts({ visit }: { visit: VisitView }) {
  const { t } = useTranslation('staff')
  return (
    <Card title={t('visit.reservation')}>
      <DescriptionList
        layout="columns"
        items={[
          ...visit.visitors.flatMap((it) => [
            { term: t('visit.who'), value: `${it.name ?? ''}（${it.kana ?? t('visit.none')}）` },
            { term: t('visit.birth-date'), value: it.birthDate ?? t('visit.none') },
            { term: t('visit.procedure'), value: it.procedure },
            { term: t('visit.comer'), value: it.comer },
          ]),
          { term: t('visit.when'), value: visit.when },
          { term: t('visit.venue'), value: visit.venue },
          { term: t('visit.channel'), value: t(`channel.${visit.channel}`) },
          { term: t('visit.language'), value: t(`language.${visit.language}`) },
          { term: t('visit.contact'), value: visit.contact.join('、') || t('visit.no-contact') },
          { term: t('visit.booked-at'), value: visit.bookedAt },
        ]}
      />
    </Card>
  )
}

/** What the counter checks, and what the visitor was told to bring: the list that they hold. */
export function ToBring({ visit }: { visit: VisitView }) {
  const { t } = useTranslation('staff')
  return visit.visitors.map(
    ({ id, name, kana, comer, represented, bring }, _, { length }) =>
      bring && (
        <Card key={id} title={`${t('papers:documents-to-check')}${length > 1 ? `　${name ?? kana}` : ''}`}>
          {represented && <p className="attention">{`${t('visit.comer')}：${comer}`}</p>}
          {bring.refusal && <p className="attention">{bring.refusal}</p>}
          <ul>
            {bring.lines.map(({ text, anyOf }) => (
              <li key={text}>
                {text}
                {anyOf.length > 0 && <span className="any-of">{anyOf.join('／')}</span>}
              </li>
            ))}
          </ul>
          <p>{[bring.fee, ...bring.conditions].join('　')}</p>
          {bring.notes.map((it) => (
            <p key={it}>{it}</p>
          ))}
          <details>
            <summary>{t('papers:list.about')}</summary>
            {bring.lists.map(({ title, text }) => (
              <p key={title}>
                {title}：{text}
              </p>
            ))}
          </details>
        </Card>
      ),
  )
}

/** The card of the visit and everything that was done with it. */
export function CardFacts({ card, named }: { card: VisitView['cards'][number]; named: boolean }) {
  const { t } = useTranslation('staff')
  const deadline = card.deadline ?? t('visit.none')
  return (
    <Card title={named ? `${t('visit.card')}　${card.name}` : t('visit.card')}>
      {card.elsewhere && <p className="attention">{t('visit.elsewhere', { venue: card.venue })}</p>}
      <DescriptionList
        layout="columns"
        items={[
          { term: t('visit.card-state'), value: <CardState state={card.state} /> },
          { term: t('visit.place'), value: card.place ?? t('visit.none') },
          { term: t('visit.kind'), value: t(`card-kind.${card.kind}`) },
          {
            term: t('visit.deadline'),
            value: card.deadlinePassed ? `${deadline}　${t('visit.deadline-passed')}` : deadline,
          },
          { term: t('visit.notice-number'), value: card.noticeNumber ?? t('visit.none') },
        ]}
      />
      <TextLink href={`/cards/${card.id}`}>{t('visit.to-card')}</TextLink>
      <h3 className="heading" data-size="s">
        {t('visit.history')}
      </h3>
      <Timeline events={card.history} />
    </Card>
  )
}

/** What officers did about a visit without a card: who, and when. */
export function VisitHistory({ events }: { events: VisitView['events'] }) {
  const { t } = useTranslation('staff')
  return (
    <Card title={t('visit.events')}>
      <Timeline events={events} />
    </Card>
  )
}

/** What was sent to the visitor, and whether it left. */
export function SentMessages({ messages }: { messages: VisitView['messages'] }) {
  const { t } = useTranslation('staff')
  return (
    <Card title={t('visit.messages')}>
      {messages.length === 0 && <p>{t('visit.messages-empty')}</p>}
      <ul className="plain-list">
        {messages.map(({ id, kind, state, at }) => (
          <li key={id}>
            {at}　{t(`message-kind.${kind}`)}　{t(`message-state.${state}`)}
          </li>
        ))}
      </ul>
    </Card>
  )
}
