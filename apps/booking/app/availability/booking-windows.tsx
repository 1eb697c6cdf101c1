import { type RulesThere, rulesAt } from '@madoguchi/core/availability'
import { CHANNELS, type TenantVenue } from '@madoguchi/core/tenancy'
import { formatTime } from '@madoguchi/i18n/format'
import { usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'

/** From when until when a venue's places can be booked: by the web, and how the telephone and the counter differ. */
export function BookingWindows({ venue }: { venue: TenantVenue }) {
  const { words, policy, language } = usePage()
  const local = useLocal()
  const say = (rules: RulesThere) =>
    words(`availability.window.${endOf(rules)}`, {
      days: rules.opensDaysBefore,
      time: formatTime(language, rules.opensAt),
      count: rules.closesBusinessDaysBefore ?? rules.closesMinutesBefore,
    })
  const said = CHANNELS.map((channel) => ({
    channel,
    text: say(rulesAt(policy.booking, venue.code, channel)),
  }))
  const alike = said.every((it) => it.text === said[0]?.text)
  return (
    <div className="quiet">
      <p>{words('availability.opens', { venue: local(venue.name) })}</p>
      <ul>
        {alike ? (
          <li>{said[0]?.text}</li>
        ) : (
          said.map(({ channel, text }) => (
            <li key={channel}>
              {words('availability.window.by', { channel: words(`availability.window.${channel}`), text })}
            </li>
          ))
        )}
      </ul>
    </div>
  )
}

const endOf = ({ closesBusinessDaysBefore, closesMinutesBefore }: RulesThere) =>
  closesBusinessDaysBefore ? 'business-days' : closesMinutesBefore > 0 ? 'minutes' : 'start'
