import { findAnything, type Hit } from '@madoguchi/core/issuance'
import { formatDate, formatDateTime } from '@madoguchi/i18n/format'
import type { OfficeContext } from '../../staff-context.ts'
import { type CallQuery, callPath } from './call-query.ts'

const whomOf = (hit: Hit): CallQuery => {
  const live = hit.reservationState === 'confirmed' || hit.cardId === null
  return hit.reservationId && live ? { reservation: hit.reservationId } : { card: hit.cardId ?? undefined }
}

/** Whoever comes along is known by a card; who has a reservation without a letter has one of their own already. */
const joiners = (hits: readonly Hit[], { reservation, join }: CallQuery): [Hit, CallQuery][] =>
  hits.flatMap((hit): [Hit, CallQuery][] => {
    if (!join) return [[hit, whomOf(hit)]]
    return hit.cardId ? [[hit, { reservation, join, card: hit.cardId }]] : []
  })

/** Looks for whoever rings; one alone is opened at once. A name stays in the officer's browser, and out of addresses. */
export async function find({ db, actor, keys, searches }: OfficeContext, typed: string, query: CallQuery) {
  const found = await findAnything(db, actor, typed.slice(0, 200), keys.pepper)
  if (!found.ok) return { refused: found.reason }
  const hits = joiners(found.value.hits, query)
  const [only] = hits
  const k = searches.remember(typed.slice(0, 200))
  const { reservation, join } = query
  return { to: only && hits.length === 1 ? { k, ...only[1] } : { k, ...(join && { reservation, join }) } }
}

/** What was looked for last and was found; null when nothing was, or it is not kept any longer. */
export async function foundView({ db, actor, keys, searches }: OfficeContext, query: CallQuery) {
  const { k, by } = query
  const typed = searches.recall(k ?? null)
  const found = typed === null ? null : await findAnything(db, actor, typed, keys.pepper)
  if (!found?.ok) return null
  return {
    more: found.value.more,
    hits: joiners(found.value.hits, query).map(([hit, whom]) => ({
      href: callPath({ k, by, ...whom }),
      name: hit.name ?? hit.kana ?? '',
      kana: hit.kana,
      birthDate: hit.birthDate && formatDate('ja', hit.birthDate, { weekday: false }),
      cardState: hit.cardState,
      reservation: hit.startsAt && formatDateTime('ja', hit.startsAt, { length: 'short' }),
      reservationState: hit.reservationState,
    })),
  }
}
