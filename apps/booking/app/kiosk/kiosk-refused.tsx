import type { LocalText } from '@madoguchi/core/tenancy'
import { Notice } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'

type Refused = { reason: string; when: string; at: LocalText | null; ticket: string | null }

/** Why nothing was given, and what to do instead. */
export function KioskRefused({ refused }: { refused: Refused }) {
  const { words } = usePage()
  const local = useLocal()
  const { reason, when, at, ticket } = refused
  const facts = { when, venue: at ? local(at) : '' }
  return (
    <Notice
      kind="warning"
      label={words('common:notice.warning')}
      title={words(`queue:kiosk.refused.${reason}`, facts)}
    >
      <p>{words(`queue:kiosk.instead.${reason}`, facts)}</p>
      {ticket && (
        <p>
          <a className="kiosk-home" href={ticket}>
            {words('queue:kiosk.show-ticket')}
          </a>
        </p>
      )}
    </Notice>
  )
}
