import { rulesAt, unusedAt } from '@madoguchi/core/availability'
import {
  bringListFor,
  type DeskChannel,
  formatReservationNumber,
  mayOverride,
  sayBringList,
  usualComing,
} from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { type Channel, type Policy, procedureOf, textIn } from '@madoguchi/core/tenancy'
import { formatDateTime, formatTime } from '@madoguchi/i18n/format'
import { speechOf } from '../../speech.server.ts'
import type { OfficeContext } from '../../staff-context.ts'
import type { Caller } from './caller.server.ts'

/** A place as it is said: the one asked for, or the reservation's. */
export type Place = { startsAt: Date; venue: string }

/** 話すこと: what the caller is asked, told to bring, and what is read back to them, the number in groups and digit by digit. */
export function scriptView(caller: Caller, place: Place | null, context: OfficeContext) {
  const { policy, settings, now, t } = context
  const { procedure, birthDate, expiresOn, visit } = caller
  const on = dateAt(place?.startsAt ?? now)
  const made = settings.policies.find((it) => it.version === visit?.policyVersion)?.document ?? policy
  const people = visit
    ? visit.visitors.map((it) => ({ ...it, key: it.id, procedures: proceduresIn(policy, it) }))
    : procedure
      ? [
          {
            ...{ key: procedure.code, name: caller.name, kana: caller.kana, birthDate, expiresOn },
            ...{ coming: usualComing(procedure, birthDate, on), procedures: [procedure] },
          },
        ]
      : []
  const [first] = people
  const own = first?.procedures.map((it) => textIn(it.name, 'ja')).join('、') ?? ''
  return {
    procedure: people.length > 1 ? t('telephone:script.and-others', { own, count: people.length - 1 }) : own,
    bring: people.flatMap(({ key, name, kana, procedures, ...it }) =>
      procedures.length > 0
        ? [
            {
              key,
              name: people.length > 1 ? (name ?? kana) : null,
              ...sayBringList(bringListFor(procedures, { ...it, on }, made.papers), speechOf(context)),
            },
          ]
        : [],
    ),
    when: place && formatDateTime('ja', place.startsAt),
    venue: place?.venue ?? null,
    number: visit && {
      shown: formatReservationNumber(visit.number),
      spoken: [visit.number.slice(0, 4), visit.number.slice(4)]
        .map((group) => [...group].map((digit) => t(`telephone:digit.${digit}`)).join('・'))
        .join(t('telephone:digit.between')),
    },
  }
}

const proceduresIn = (policy: Policy, it: { procedureCode: string; moreProcedures: readonly string[] }) =>
  [it.procedureCode, ...it.moreProcedures].flatMap((code) => procedureOf(policy, code) ?? [])

/**
 * この受付の規則: from when until when this channel books at a venue, and how the web differs there; until when it may
 * change, and whether it may take others' places.
 */
export function rulesView(
  context: OfficeContext,
  {
    venue,
    channel,
    lane,
  }: { venue: { code: string; name: { ja: string } }; channel: DeskChannel; lane: string },
): string[] {
  const { policy, t } = context
  const window = (by: Channel) => {
    const rules = rulesAt(policy.booking, venue.code, by)
    const time = formatTime('ja', rules.opensAt)
    const { opensDaysBefore: days = 0, opensMonthly } = rules
    const opens = opensMonthly
      ? t('telephone:rules.opens-monthly', { before: opensMonthly.monthsBefore, day: opensMonthly.day, time })
      : t('telephone:rules.opens', { days, time })
    const closes = rules.closesBusinessDaysBefore
      ? t('telephone:rules.closes-days', { days: rules.closesBusinessDaysBefore })
      : t('telephone:rules.closes', { minutes: rules.closesMinutesBefore })
    return `${opens}${closes}`
  }
  const [own, web] = [window(channel), window('web')]
  const override = t(`telephone:rules.${mayOverride(policy) ? 'override' : 'no-override'}`)
  return [
    t('telephone:rules.window', { venue: venue.name.ja, by: t(`telephone:by.${channel}`), window: own }),
    own === web ? t('telephone:rules.web-alike') : t('telephone:rules.web', { window: web }),
    t('telephone:rules.change'),
    t('telephone:rules.places'),
    ...laterLines(context, venue.code, lane),
    override,
  ]
}

/** What opens later on the web, and when places kept for a channel go to the others: what a caller is told who finds nothing. */
function laterLines({ policy, t }: OfficeContext, venue: string, lane: string): string[] {
  const { laterLots = [], opensAt } = rulesAt(policy.booking, venue, 'web')
  return [
    ...laterLots.map(({ percent, daysBefore = 0, businessDaysBefore }) =>
      t(`telephone:rules.later-${businessDaysBefore ? 'business-days' : 'days'}`, {
        percent,
        count: businessDaysBefore ?? daysBefore,
        time: formatTime('ja', opensAt),
      }),
    ),
    ...unusedAt(policy.booking, venue, lane).map(({ channels, businessDaysBefore, minutesBefore, at }) =>
      t(`telephone:rules.unused-${at ? 'business-days' : 'minutes'}`, {
        channels: channels.map((it) => t(`calendar:hours.${it}`)).join('・'),
        count: businessDaysBefore ?? minutesBefore ?? 0,
        time: at ? formatTime('ja', at) : '',
      }),
    ),
  ]
}
