import { TabLinks } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import { availabilityPath } from './availability-query.ts'
import type { AvailabilityView } from './availability-view.ts'

/** For how many people the times below have room; whoever comes alone is not asked. */
export function PeopleTogether({ view: { query } }: { view: AvailabilityView }) {
  const { words, policy } = usePage()
  const { people } = query
  if (!people) return null
  return (
    <>
      <p>{words('basket:room-for', { number: people })}</p>
      {!query.change && (
        <TabLinks
          label={words('basket:how-many')}
          tabs={Array.from({ length: policy.baskets.most }, (_, at) => ({
            text: words('basket:count', { number: at + 1 }),
            href: availabilityPath({ ...query, people: at + 1 }),
            current: people === at + 1,
          }))}
        />
      )}
    </>
  )
}
