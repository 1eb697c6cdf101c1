import { rulesAt } from '@madoguchi/core/availability'
import {
  bringListOf,
  type DeskChannel,
  formatReservationNumber,
  mayOverride,
  sayBringList,
  usualComing,
} from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { type Channel, textIn } from '@madoguchi/core/tenancy'
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
  const coming = visit?.visitors[0]?.coming ?? (procedure && usualComing(procedure, birthDate, on))
  const made = settings.policies.find((it) => it.version === visit?.policyVersion)?.document ?? policy
  const list =
    procedure && bringListOf({ procedure, coming: coming ?? null, birthDate, expiresOn, on }, made.papers)
  return {
    procedure: procedure ? textIn(procedure.name, 'ja') : '',
    bring: list ? sayBringList(list, speechOf(context)) : null,
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

/**
 * この受付の規則: from when until when this channel books at a venue, and how the web differs there; until when it may
 * change, and whether it may take others' places.
 */
export function rulesView(
  { policy, t }: OfficeContext,
  { venue, channel }: { venue: { code: string; name: { ja: string } }; channel: DeskChannel },
): string[] {
  const window = (by: Channel) => {
    const rules = rulesAt(policy.booking, venue.code, by)
    const opens = t('telephone:rules.opens', {
      days: rules.opensDaysBefore,
      time: formatTime('ja', rules.opensAt),
    })
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
    override,
  ]
}
