import { type RulesThere, rulesAt } from '@madoguchi/core/availability'
import { mayOverride } from '@madoguchi/core/booking'
import {
  CHANNELS,
  type Policy,
  type PolicyVersion,
  policyAsOf,
  type UnusedPlaces,
  type WeeklyHours,
} from '@madoguchi/core/tenancy'
import { formatDateTime, formatTime } from '@madoguchi/i18n/format'
import type { OfficeContext } from '../../staff-context.ts'
import { nameIn, periodsOf } from '../calendar/exception-view.server.ts'
import { weekdaysInWords } from './weekdays-in-words.ts'

/** The version of the rules that an address asks for, or the one in force; and which there are besides. */
export function versionsView({ settings, now }: OfficeContext, asked: string | null) {
  const inForce = policyAsOf(settings.policies, now)
  const shown = settings.policies.find((it) => String(it.version) === asked) ?? inForce
  return {
    shown,
    versions: settings.policies
      .toSorted((a, b) => b.version - a.version)
      .map((it) => ({
        version: it.version,
        from: formatDateTime('ja', it.effectiveFrom),
        state: stateOf(it, inForce, now),
        isShown: it === shown,
      })),
  }
}

const stateOf = (it: PolicyVersion, inForce: PolicyVersion, now: Date) =>
  it === inForce ? ('in-force' as const) : it.effectiveFrom > now ? ('to-come' as const) : ('over' as const)

/** From when until when each channel takes reservations at a venue, and who may change them until when. */
export function channelsView(policy: Policy, venue: string, { settings, t }: OfficeContext) {
  const until = policy.booking.changeUntilMinutesBefore
  const residents =
    until > 0
      ? t('calendar:hours.change-until', { time: spanOf(t, until) })
      : t('calendar:hours.change-start')
  const lanesIn = (codes: readonly string[] | undefined) =>
    codes?.map((code) => nameIn(settings.lanes, code)).join('・') ?? t('calendar:every-lane')
  const unused = (policy.booking.unusedPlaces ?? []).filter((it) => it.venues?.includes(venue) ?? true)
  return CHANNELS.map((channel) => ({
    channel,
    ...windowIn(t, rulesAt(policy.booking, venue, channel)),
    kept: unused
      .filter((it) => it.channels.includes(channel))
      .map((it) => unusedIn(t, it, lanesIn(it.lanes))),
    change: channel === 'web' ? residents : t('calendar:hours.change-start'),
    besides: [
      ...(channel === 'counter' ? [t('calendar:hours.running')] : []),
      ...(channel === 'web' ? [] : [t(`calendar:hours.override.${mayOverride(policy)}`)]),
    ],
  }))
}

/** When what this channel was kept and did not use goes to the others. */
function unusedIn(t: OfficeContext['t'], it: UnusedPlaces, lanes: string) {
  const { businessDaysBefore: count, at, minutesBefore = 0 } = it
  return count && at
    ? t('calendar:hours.unused-business-days', { lanes, count, time: formatTime('ja', at) })
    : t('calendar:hours.unused-minutes', { lanes, time: spanOf(t, minutesBefore) })
}

function windowIn(t: OfficeContext['t'], rules: RulesThere) {
  const time = spanOf(t, rules.closesMinutesBefore)
  const count = rules.closesBusinessDaysBefore
  const at = formatTime('ja', rules.opensAt)
  const { opensDaysBefore: days = 0, opensMonthly, laterLots = [] } = rules
  const { monthsBefore: before, day } = opensMonthly ?? {}
  return {
    opens: opensMonthly
      ? t('calendar:hours.opens-monthly', { before, day, time: at })
      : t('calendar:hours.opens', { days, time: at }),
    later: laterLots.map(({ percent, daysBefore = 0, businessDaysBefore }) =>
      t(`calendar:hours.later-${businessDaysBefore ? 'business-days' : 'days'}`, {
        percent,
        count: businessDaysBefore ?? daysBefore,
        time: at,
      }),
    ),
    closes: count
      ? t('calendar:hours.closes-business-days', { count, time })
      : t('calendar:hours.closes', { time }),
  }
}

/** 60 minutes are an hour, 1440 a day: as somebody would say it on the telephone. */
function spanOf(t: OfficeContext['t'], minutes: number) {
  if (minutes > 0 && minutes % 1440 === 0) return t('calendar:hours.days', { count: minutes / 1440 })
  if (minutes > 0 && minutes % 60 === 0) return t('calendar:hours.hours', { count: minutes / 60 })
  return t('calendar:hours.minutes', { count: minutes })
}

/** A venue's weekly hours by lane, as the rules have them. */
export const weekView = (policy: Policy, venue: string, { settings, t }: OfficeContext) =>
  policy.calendar.weekly
    .filter((it) => it.venues.includes(venue))
    .toSorted((a, b) => laneOrder(policy, a) - laneOrder(policy, b))
    .map(({ lane, mode = 'booking-only', weekdays, nth, periods, minutes, capacity, channels }) => {
      const lasts = periods.flatMap(({ lastStart }) => (lastStart ? [formatTime('ja', lastStart)] : []))
      return {
        lane: nameIn(settings.lanes, lane),
        days: weekdaysInWords({ weekdays, nth }),
        time: periodsOf(periods),
        last: lasts.length > 0 ? t('calendar:hours.last-start', { time: lasts.join('、') }) : null,
        mode: t(`calendar:mode.${mode}`),
        // 予約不要 has no slots: what the rules say of them is for the day on which they come back.
        minutes: mode === 'no-booking' ? null : t('calendar:hours.minutes', { count: minutes }),
        places: [capacity, ...CHANNELS.map((it) => channels[it])].map((it) =>
          mode === 'no-booking' ? null : it,
        ),
      }
    })

const laneOrder = (policy: Policy, it: WeeklyHours) => policy.lanes.findIndex(({ code }) => code === it.lane)
