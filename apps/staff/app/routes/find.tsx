import { formatReservationNumber } from '@madoguchi/core/booking'
import { findAnything, type Hit } from '@madoguchi/core/issuance'
import { formatDate, formatDateTime } from '@madoguchi/i18n/format'
import { EmptyState, ErrorSummary, Heading, Notice, Row, Table, TextLink } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { BeginHere } from '../begin-here.tsx'
import { pageTitle, titled } from '../page-title.ts'
import type { OfficeArgs, OfficeContext } from '../staff-context.ts'
import { CardState, ReservationState } from '../state-badge.tsx'

const find = ({ db, actor, keys }: OfficeContext, typed: string) =>
  findAnything(db, actor, typed, keys.pepper)

/** Looks again for what was looked for: gone back to or loaded anew, the list is there and says how things stand now. */
export async function loader({ request, context }: OfficeArgs) {
  const title = pageTitle(context, context.t('find.title'))
  const id = new URL(request.url).searchParams.get('k')
  const typed = context.searches.recall(id)
  const found = typed === null ? null : await find(context, typed)
  if (typed === null || !found?.ok) return { title, found: null, forgotten: id !== null }

  const { hits, more, voided } = found.value
  const shown = typed.replace(/\p{C}+/gu, ' ').trim()
  return { title, found: { typed: shown, hits: hits.map(hitView), more, voided }, forgotten: false }
}

export async function action({ request, context }: OfficeArgs) {
  const typed = String((await request.formData()).get('q') ?? '').slice(0, 200)
  const found = await find(context, typed)
  if (!found.ok) return data({ refused: found.reason }, { status: 422 })

  const { hits, voided } = found.value
  const [only] = hits
  if (only && hits.length === 1 && !voided) return redirect(addressOf(only), 303)
  return redirect(`/find?k=${context.searches.remember(typed)}`, 303)
}

/** The visit where there is one, else the card. */
const addressOf = (hit: Hit) =>
  hit.reservationId ? `/reservations/${hit.reservationId}` : `/cards/${hit.cardId}`

const hitView = (hit: Hit) => ({
  href: addressOf(hit),
  name: hit.name ?? hit.kana,
  kana: hit.kana,
  birthDate: hit.birthDate && formatDate('ja', hit.birthDate, { weekday: false }),
  cardState: hit.cardState,
  noticeNumber: hit.noticeNumber,
  number: hit.number && formatReservationNumber(hit.number),
  startsAt: hit.startsAt && formatDateTime('ja', hit.startsAt),
  reservationState: hit.reservationState,
})

export const meta = titled

export default function Find() {
  const { t } = useTranslation('staff')
  const { found, forgotten } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused
  if (refused || !found) {
    return (
      <div className="stack">
        {refused && (
          <ErrorSummary title={t('common:error.summary')} errors={[{ text: t(`find.refused.${refused}`) }]} />
        )}
        <Heading level={1}>{t('find.title')}</Heading>
        {!refused && <EmptyState title={t(forgotten ? 'find.forgotten' : 'find.start')} />}
      </div>
    )
  }
  const { typed, hits, more, voided } = found
  return (
    <div className="stack">
      <Heading level={1} kicker={t('find.title')}>
        {t('find.heading', { typed, count: hits.length })}
      </Heading>
      {voided && <Notice kind="warning" label={t('common:notice.warning')} title={t('find.voided')} />}
      {more && <p>{t('find.more', { count: hits.length })}</p>}
      <BeginHere>{hits.length > 0 ? <Hits hits={hits} /> : <NothingFound />}</BeginHere>
    </div>
  )
}

function NothingFound() {
  const { t } = useTranslation('staff')
  return (
    <EmptyState title={t('find.none')}>
      <ul>
        {(['name', 'kana', 'number'] as const).map((way) => (
          <li key={way}>{t(`find.try.${way}`)}</li>
        ))}
      </ul>
    </EmptyState>
  )
}

function Hits({ hits }: { hits: ReturnType<typeof hitView>[] }) {
  const { t } = useTranslation('staff')
  return (
    <Table
      caption={t('find.title')}
      captionHidden
      className="hits"
      columns={[
        t('today.name'),
        t('today.kana'),
        t('find.birth-date'),
        t('today.card'),
        t('find.notice-number'),
        t('find.starts-at'),
        t('today.state'),
      ]}
    >
      {hits.map((hit) => (
        <Row key={hit.href}>
          <th scope="row">
            <TextLink href={hit.href}>{hit.name}</TextLink>
          </th>
          <td>{hit.kana}</td>
          <td>{hit.birthDate}</td>
          <td>{hit.cardState ? <CardState state={hit.cardState} /> : t('today.no-card')}</td>
          <td>{hit.noticeNumber}</td>
          <td>{hit.startsAt ?? t('find.no-reservation')}</td>
          <td>{hit.reservationState && <ReservationState state={hit.reservationState} />}</td>
        </Row>
      ))}
    </Table>
  )
}
