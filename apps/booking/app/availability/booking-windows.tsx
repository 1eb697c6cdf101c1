import { type RulesThere, rulesAt, unusedAt } from '@madoguchi/core/availability'
import { CHANNELS, laneOf, type TenantVenue } from '@madoguchi/core/tenancy'
import { formatTime } from '@madoguchi/i18n/format'
import { usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'

/** From when until when a venue's places can be booked: by the web, and how the telephone and the counter differ. */
export function BookingWindows({ venue, procedure }: { venue: TenantVenue; procedure: string }) {
  const { words, policy, language } = usePage()
  const local = useLocal()
  const say = (rules: RulesThere) =>
    words(`availability.window.${rules.opensMonthly ? 'monthly-' : ''}${endOf(rules)}`, {
      days: rules.opensDaysBefore ?? 0,
      before: rules.opensMonthly?.monthsBefore ?? 0,
      day: rules.opensMonthly?.day ?? 0,
      time: formatTime(language, rules.opensAt),
      count: rules.closesBusinessDaysBefore ?? rules.closesMinutesBefore,
    })
  const sayLater = ({ laterLots = [], opensAt }: RulesThere) =>
    laterLots.map(({ percent, daysBefore, businessDaysBefore }) =>
      words(`availability.window.later-${businessDaysBefore ? 'business-days' : 'days'}`, {
        percent,
        count: businessDaysBefore ?? daysBefore ?? 0,
        time: formatTime(language, opensAt),
      }),
    )
  const nameOf = (channel: string) => words(`availability.window.${channel}`)
  const said = CHANNELS.map((channel) => {
    const rules = rulesAt(policy.booking, venue.code, channel)
    return { channel, text: [say(rules), ...sayLater(rules)].join(words('availability.window.between')) }
  })
  const alike = said.every((it) => it.text === said[0]?.text)
  const { opensMonthly } = rulesAt(policy.booking, venue.code, 'web')
  return (
    <div className="quiet">
      <p>
        {opensMonthly
          ? words('availability.opens-monthly', { venue: local(venue.name), day: opensMonthly.day })
          : words('availability.opens', { venue: local(venue.name) })}
      </p>
      <ul>
        {alike ? (
          <li>{said[0]?.text}</li>
        ) : (
          said.map(({ channel, text }) => (
            <li key={channel}>{words('availability.window.by', { channel: nameOf(channel), text })}</li>
          ))
        )}
        {unusedAt(policy.booking, venue.code, laneOf(policy, procedure)?.code ?? '').map((it) => (
          <li key={it.channels.join()}>
            {words(`availability.window.unused-${it.businessDaysBefore ? 'business-days' : 'minutes'}`, {
              channels: it.channels.map(nameOf).join(words('availability.window.and')),
              count: it.businessDaysBefore ?? it.minutesBefore ?? 0,
              time: it.at ? formatTime(language, it.at) : '',
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}

const endOf = ({ closesBusinessDaysBefore, closesMinutesBefore }: RulesThere) =>
  closesBusinessDaysBefore ? 'business-days' : closesMinutesBefore > 0 ? 'minutes' : 'start'
