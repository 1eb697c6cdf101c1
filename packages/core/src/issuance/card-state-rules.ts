import type { CounterAct } from './counter-act-rules.ts'

/** Administrative states of a card (domain.md §5.1), in the order of its life. `expected` is before its first event. */
export const CARD_STATES = [
  'expected',
  'applied',
  'shipped',
  'received',
  'discrepancy',
  'on_hold',
  'preset',
  'stored',
  'notified',
  'notice_returned',
  'reminded',
  'in_transit',
  'picked',
  'at_counter',
  'issued',
  'suspended',
  'mailed',
  'delivered',
  'mail_returned',
  'void_planned',
  'voided',
  'destroyed',
  'returned_to_jlis',
  'awaiting_remake',
  'missing',
  'lost',
  'withdrawn',
] as const
export type CardState = (typeof CARD_STATES)[number]

/** May a card in this state be at the counter at all: ready, picked, or there already? */
export const mayBeInHand = (state: string, ready: readonly string[]): boolean =>
  state === 'picked' || state === 'at_counter' || ready.includes(state)

/**
 * The state in which an act leaves a card; null when this act is not done with it. `before`: from which state it last went to
 * the counter. `ready` as for decideAct.
 */
export function cardAfter(
  act: CounterAct,
  { state, before }: { state: string; before: string | null },
  ready: readonly string[],
): string | null {
  switch (act) {
    case 'start':
      return state !== 'at_counter' && mayBeInHand(state, ready) ? 'at_counter' : null
    case 'undo_start':
      return state === 'at_counter' ? before : null
    case 'hand_over':
      return state === 'at_counter' ? 'issued' : null
    case 'break_off':
      return state === 'at_counter' ? 'suspended' : null
    // 76→50 (domain.md §5.1): back to where it came from. It goes to the counter again by `start`, which looks at it again.
    case 'resume':
      return state === 'suspended' ? before : null
    case 'check_in':
    case 'undo_check_in':
    case 'undo_miss':
    case 'cancel':
      return state
  }
}
