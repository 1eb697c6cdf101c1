export {
  type ActCommand,
  type ActRefusal,
  actAtCounter,
  type Happened,
  type Officer,
} from './act-at-counter.ts'
export type { BoardPerson, BoardRow } from './board.sql.ts'
export { IN_HAND_REFUSALS, recordCardInHand } from './card-in-hand.ts'
export { CARD_STATES, type CardState } from './card-state-rules.ts'
export type { CustodyEvent } from './counter.sql.ts'
export {
  BREAK_OFF_REASONS,
  CANCEL_REASONS,
  COUNTER_ACTS,
  type CounterAct,
  IN_HAND_REASONS,
  mayAct,
  RECEIVERS,
  type ReservationState,
} from './counter-act-rules.ts'
export {
  actsFor,
  COUNTER_REFUSALS,
  type CounterRefusal,
  type HandOver,
  STAYS,
  whyNotResumed,
} from './custody-rules.ts'
export { dayBoard } from './day-board.ts'
export type { Hit } from './find.sql.ts'
export { type Found, findAnything } from './find-anything.ts'
export type { NameCheck, VisitEvent } from './history.sql.ts'
export { inquiryHmac } from './inquiry-hmac.ts'
export {
  formatInquiryNumber,
  type InquiryNumber,
  type InquiryNumberRefusal,
  readInquiryNumber,
} from './inquiry-number-rules.ts'
export { myCard } from './my-card.ts'
export { deadlineOf, isBookable, type MyCard, STANDINGS, type Standing, standingOf } from './my-card-rules.ts'
export { looksLikeMyNumber, maskMyNumbers } from './my-number-rules.ts'
export { kanaSearchKey, nameNeedsConfirming, nameSearchKey, toFullWidthKana } from './name-rules.ts'
export { LONGEST_NOTE, NOTE_REFUSALS, readNote } from './note-rules.ts'
export type { ScanRefusal } from './scan-rules.ts'
export { openSealedNumber, sealNumber } from './sealed-number.ts'
export { openSealedText, sealText } from './sealed-text.ts'
export { type CardRecord, type CounterVisit, cardRecord, visitOf } from './visit.ts'
