import type { Tx } from '@madoguchi/db'

/** What nameNeedsConfirming finds, as a class of characters in SQL. A test compares the two over all of Unicode. */
const STAND_INS =
  '[〓■□◆◇●？?\\uFFFC\\uFFFD\\u2FF0-\\u2FFF\\u303E\\uE000-\\uF8FF\\U000F0000-\\U000FFFFD\\U00100000-\\U0010FFFD]'

/** The same question as nameNeedsConfirming, of the name of `p` (app.card_people). */
export const nameLooksDamaged = (tx: Tx) => tx`p.name ~ ${STAND_INS}`

/** Nobody has confirmed yet that the damaged name of `p` (app.card_people) may be printed as it is: its letter is held. */
export const nameIsHeld = (tx: Tx) => tx`(${nameLooksDamaged(tx)} and not exists (
  select from app.name_checks k
  where k.tenant_id = p.tenant_id and k.card_id = p.card_id and k.name_after = p.name))`
