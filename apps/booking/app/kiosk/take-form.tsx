import type { LocalText } from '@madoguchi/core/tenancy'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'

type Props = { base: string; requestId: string; lanes: { id: string; name: LocalText }[] }

/** A large button for each group that is received now. */
export function TakeForm({ base, requestId, lanes }: Props) {
  const { words } = usePage()
  const local = useLocal()
  if (lanes.length === 0) return <p className="kiosk-help">{words('queue:kiosk.refused.no-such-lane')}</p>
  return (
    <form method="post" action={`${base}/take`} data-submit-once="">
      <HiddenFields facts={{ requestId }} />
      <ul className="kiosk-choices">
        {lanes.map(({ id, name }) => (
          <li key={id}>
            <button type="submit" name="lane" value={id}>
              {local(name)}
            </button>
          </li>
        ))}
      </ul>
    </form>
  )
}
