import { addDays, dateAt } from '@madoguchi/core/calendar'
import { affectedCounts, type BadDay, type Effect, reachedBy } from '@madoguchi/core/calendar-changes'
import { composeMessage, exampleVisit, type MessageKind, wordedTexts } from '@madoguchi/core/notices'
import { type Language, procedureOf, textIn } from '@madoguchi/core/tenancy'
import { formatDate } from '@madoguchi/i18n/format'
import type { OfficeContext } from '../../staff-context.ts'
import { exceptionWords, nameIn } from '../calendar/exception-view.server.ts'
import { hitView } from '../calendar/hit-view.server.ts'

/** Of those who must be told by hand, so many are listed before the act; all of them are on its page. */
const LISTED = 30

/** Whom a bad day meets, in numbers, and what becomes of them. */
export function effectView(effect: Effect, badDay: BadDay, context: OfficeContext) {
  const { settings, policy, t } = context
  const { hits, lost, lostPlaces, tooMany, changesAnything } = effect
  const wordOf = {
    venue: (of: string) => nameIn(settings.venues, of),
    procedure: (of: string) => {
      const procedure = procedureOf(policy, of)
      return procedure ? textIn(procedure.name, 'ja') : of
    },
    language: (of: string) => t(`language.${of}`),
    channel: (of: string) => t(`calendar:hours.${of}`),
    reached: (of: string) => t(`calendar:decide.contacts.${of}`),
  }
  const counts = affectedCounts(hits)
  const without = badDay.answer === 'cancel' ? 0 : hits.filter((it) => it.proposals.length === 0).length
  const byHand = hits.filter((it) => reachedBy(it) !== 'mail')
  const days = hits.flatMap((it) => it.proposals[0]?.startsAt ?? []).map((it) => dateAt(it))
  const [first, last] = [days.toSorted()[0], days.toSorted().at(-1)]
  return {
    ...{ lost, lostPlaces, tooMany, changesAnything, met: hits.length, without },
    counts: Object.entries(counts).map(([by, list]) => ({
      by,
      list: list.map(({ of, count }) => ({ of: wordOf[by as keyof typeof wordOf](of), count })),
    })),
    placed: badDay.answer === 'cancel' ? 0 : hits.length - without,
    placedOn: first && last ? `${formatDate('ja', first)}〜${formatDate('ja', last)}` : null,
    byHand: byHand.slice(0, LISTED).map((it) => hitView(it, context, null)),
    byHandMore: Math.max(0, byHand.length - LISTED),
  }
}

/** What a bad day says of itself, in the words of the page. */
export function badDayWords(badDay: BadDay, context: OfficeContext) {
  const { t, settings } = context
  const { makeUp, answerBy } = badDay
  const venues = makeUp?.venues?.map((code) => nameIn(settings.venues, code)).join('、')
  return {
    exception: exceptionWords(badDay.exception, context),
    cause: t(`calendar:bad-day.causes.${badDay.cause}`),
    answer: t(`calendar:bad-day.answers.${badDay.answer}`),
    makeUp:
      makeUp &&
      `${formatDate('ja', makeUp.from)}〜${formatDate('ja', makeUp.until)} ${venues ?? t('calendar:everywhere')}`,
    answerBy:
      answerBy && t('calendar:bad-day.until', { day: formatDate('ja', addDays(dateAt(answerBy), -1)) }),
    wait: context.policy.badDay.waitMinutes,
  }
}

const KINDS = {
  offer: 'reservation.offered',
  move: 'reservation.moved',
  cancel: 'reservation.called_off',
} as const

/** Each language's message as somebody who does not exist would receive it, in the municipality's own words where it has some. */
export async function samplesOf(badDay: BadDay, context: OfficeContext) {
  const { db, actor, residentLanguages, t, tenant, policy, venues, now } = context
  const own = await wordedTexts(db, actor)
  const kind: MessageKind = KINDS[badDay.answer]
  return residentLanguages.map((language: Language) => {
    const { reservation, told } = exampleVisit({ policy, venues, now }, language, badDay.exception.reason)
    const words = own.find((it) => it.kind === kind && it.language === language)
    const text = words?.subject && words.body ? { subject: words.subject, body: words.body } : undefined
    const { slug, name, contact } = tenant
    const sender = { slug, name, contact, bookingAddress: context.bookingOrigin ?? '' }
    const answerBy = badDay.answerBy
    const startsAt = badDay.makeUp ? new Date(`${badDay.makeUp.from}T09:30:00+09:00`) : reservation.startsAt
    const before = told.before && {
      ...told.before,
      startsAt: new Date(`${badDay.exception.from}T09:30:00+09:00`),
    }
    const sample = composeMessage(
      kind,
      {
        ...reservation,
        startsAt: kind === 'reservation.called_off' ? (before?.startsAt ?? startsAt) : startsAt,
      },
      { ...told, before, answerBy },
      text,
      { sender, policy, voice: context.voiceIn(language) },
    )
    return {
      language: t(`language.${language}`),
      lang: context.htmlLangOf(language),
      own: text !== undefined,
      subject: sample?.subject ?? '',
      body: sample?.body ?? '',
      edit: `/message-texts/${kind.replace('reservation.', '')}/${language}`,
    }
  })
}
