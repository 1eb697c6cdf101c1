import type { NationalStop } from '@madoguchi/core/national'
import { formatTimeRange } from '@madoguchi/i18n/format'
import { usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'

/** The year's holidays have not been announced: a day that is open here may still become one. */
export function Provisional() {
  const { words } = usePage()
  return <p>{words('availability.provisional')}</p>
}

/** Which hours of the day the national systems or a closure take away, and why. */
export function Stopped({ stops }: { stops: readonly Pick<NationalStop, 'from' | 'hours' | 'reason'>[] }) {
  const { words, language } = usePage()
  const local = useLocal()
  return stops.map(({ from, hours, reason }) => (
    <p key={`${from} ${hours?.from}`}>
      {words('availability.stopped', {
        time: hours ? formatTimeRange(language, hours.from, hours.until) : '',
        reason: local(reason),
      })}
    </p>
  ))
}
