import type { Tx } from '@madoguchi/db'

/** What was said about who comes, of the person `p` of a reservation (app.reservation_people). */
export const comingOf = (tx: Tx) => tx`jsonb_build_object('comer', p.comer, 'reason', p.proxy_reason,
  'hasNotice', p.has_notice, 'changedSinceApplication', p.changed_since_application,
  'guardianIsOnRecord', p.guardian_on_record) as coming`
