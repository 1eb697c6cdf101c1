import type { FreeSlot } from '@madoguchi/core/availability'
import { type BookingRefusal, extensionsLeft, type Hold } from '@madoguchi/core/booking'
import type { SlotId } from '@madoguchi/core/kernel'
import type { Procedure } from '@madoguchi/core/tenancy'
import { formatTime } from '@madoguchi/i18n/format'
import { Button, Countdown } from '@madoguchi/ui'
import { type Page, usePage } from '../page/page.tsx'

/** Why a place cannot be had; `hold-over`: somebody else took it after the time of this visitor's hold was over. */
export type Refusal = BookingRefusal | 'hold-over'

/** The place that a visitor holds while they are asked the rest (docs/decisions/0019); all of it for their own session. */
export type HeldPlace = {
  /** Takes it, for who may; refused: why it cannot be had. */
  take: (
    slotId: SlotId,
    procedure: Procedure,
  ) => Promise<{ hold: Hold } | { reason: BookingRefusal | 'busy' }>
  look: () => Promise<Hold | null>
  /** Once more for as long, if it may be. */
  extend: () => Promise<boolean>
  letGo: () => Promise<void>
  /** Was this page reached from a page of ours? Only then may a look at it take a place: see the decision. */
  isChosen: boolean
}

/** Refusals that say nothing of the place: whoever meets them books without a hold. */
const NOT_OF_THE_PLACE: readonly string[] = ['session-over', 'busy']

/**
 * The hold on the place that is asked for, taken now if it was chosen on a page of ours; or why it cannot be had. Without a
 * letter nobody holds anything before they have shown a proof.
 */
export async function holdOn(
  page: Page,
  slot: FreeSlot,
  procedure: Procedure,
): Promise<{ hold?: Hold | undefined; reason?: BookingRefusal }> {
  if (!procedure.needsCard) {
    const draft = page.draft(null)
    if (draft?.procedure !== procedure.code || page.passFor(draft) === null) return {}
  }
  if (!page.held.isChosen) {
    const hold = await page.held.look()
    return hold?.slotId === slot.id ? { hold } : {}
  }
  const taken = await page.held.take(slot.id, procedure)
  if ('hold' in taken) return taken
  return NOT_OF_THE_PLACE.includes(taken.reason) ? {} : { reason: taken.reason as BookingRefusal }
}

/** 「この枠は9時42分まで確保しています」; where a script runs, its end is announced two minutes before. */
export function HeldUntil({ hold }: { hold: Hold | undefined }) {
  const { words, language, policy } = usePage()
  if (!hold) return null
  const isLast = extensionsLeft(hold, policy.holds) === 0
  return (
    <Countdown
      until={hold.until}
      warning={words(isLast ? 'hold.warning-last' : 'hold.warning')}
      over={words('hold.over')}
    >
      <p>{words('hold.until', { time: formatTime(language, hold.until) })}</p>
    </Countdown>
  )
}

/** 「延長する（あと2回）」, for the form around it: what is typed there is sent along and kept. Stands behind the form's own button. */
export function ExtendHold({ hold }: { hold: Hold | undefined }) {
  const { words, policy } = usePage()
  const left = hold ? extensionsLeft(hold, policy.holds) : 0
  if (left === 0) return null
  return (
    <Button kind="secondary" name="extend" value="1">
      {words('hold.extend', { count: left })}
    </Button>
  )
}
