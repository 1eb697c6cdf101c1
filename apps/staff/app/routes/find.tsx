import { formatReservationNumber } from '@madoguchi/core/booking'
import { findAnything, type Hit } from '@madoguchi/core/issuance'
import { formatDate, formatDateTime } from '@madoguchi/i18n/format'
import { EmptyState, ErrorSummary, Heading, Notice, Table, TextLink } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { pageTitle, titled } from '../page-title.ts'
import type { OfficeArgs } from '../staff-context.ts'
import { CardState, ReservationState } from '../state-badge.tsx'

export const loader = ({ context }: OfficeArgs) => ({ title: pageTitle(context, context.t('find.title')) })

export async function action({ request, context }: OfficeArgs) {
  const { db, actor, keys } = context
  const typed = String((await request.formData()).get('q') ?? '')
  const found = await findAnything(db, actor, typed, keys.pepper)
  if (!found.ok) return data({ refused: found.reason, hits: [], more: false, voided: false }, { status: 422 })

  const { hits, more, voided } = found.value
  const [only] = hits
  if (only && hits.length === 1 && !voided) return redirect(addressOf(only), 303)
  return data({ refused: null, hits: hits.map(hitView), more, voided })
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
  const found = useActionData<typeof action>()
  if (!found) {
    return (
      <div className="stack">
        <Heading level={1}>{t('find.title')}</Heading>
        <EmptyState title={t('find.start')} />
      </div>
    )
  }
  if (found.refused) {
    return (
      <>
        <Heading level={1}>{t('find.title')}</Heading>
        <ErrorSummary
          title={t('common:error.summary')}
          errors={[{ text: t(`find.refused.${found.refused}`) }]}
        />
      </>
    )
  }
  return (
    <div className="stack">
      <Heading level={1}>{t('find.heading', { count: found.hits.length })}</Heading>
      {found.voided && <Notice kind="warning" label={t('common:notice.warning')} title={t('find.voided')} />}
      {found.more && <p>{t('find.more', { count: found.hits.length })}</p>}
      {found.hits.length > 0 ? (
        <Hits hits={found.hits} />
      ) : (
        <EmptyState title={t('find.none')}>
          <p>{t('find.none-note')}</p>
        </EmptyState>
      )}
    </div>
  )
}

function Hits({ hits }: { hits: ReturnType<typeof hitView>[] }) {
  const { t } = useTranslation('staff')
  return (
    <Table caption={t('find.title')} captionHidden>
      <thead>
        <tr>
          <th scope="col">{t('today.name')}</th>
          <th scope="col">{t('today.kana')}</th>
          <th scope="col">{t('find.birth-date')}</th>
          <th scope="col">{t('today.card')}</th>
          <th scope="col">{t('find.notice-number')}</th>
          <th scope="col">{t('find.starts-at')}</th>
          <th scope="col">{t('today.state')}</th>
        </tr>
      </thead>
      <tbody>
        {hits.map((hit) => (
          <tr key={hit.href}>
            <th scope="row">
              <TextLink href={hit.href}>{hit.name}</TextLink>
            </th>
            <td>{hit.kana}</td>
            <td>{hit.birthDate}</td>
            <td>{hit.cardState ? <CardState state={hit.cardState} /> : t('today.no-card')}</td>
            <td>{hit.noticeNumber}</td>
            <td>{hit.startsAt ?? t('find.no-reservation')}</td>
            <td>{hit.reservationState && <ReservationState state={hit.reservationState} />}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
