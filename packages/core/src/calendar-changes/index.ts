export {
  type ActInView,
  actInView,
  calendarInView,
  decideMore,
  exceptionInView,
  tellByHand,
} from './act-in-view.ts'
export type { ActItem } from './acts.sql.ts'
export { MOST_ON_A_BAD_DAY, makeBadDay, previewBadDay, undoBadDay } from './bad-day.ts'
export {
  BAD_DAY_PROBLEMS,
  type BadDay,
  type BadDayField,
  type BadDayForm,
  readBadDay,
  type WrongBadDay,
} from './bad-day-form-rules.ts'
export {
  type AffectedCounts,
  affectedCounts,
  BAD_DAY_ANSWERS,
  BAD_DAY_CAUSES,
  type BadDayAnswer,
  type BadDayCause,
  decideForAll,
  mayUndo,
  OFFER_STATES,
  reachedBy,
} from './bad-day-rules.ts'
export type { CardToPutBack } from './cards-back.sql.ts'
export { actsToCarryOut, carryOut } from './carry-out.ts'
export {
  type Change,
  DECISIONS,
  type Decision,
  ITEM_PROBLEMS,
  ITEM_STATES,
  mayChangeCalendar,
} from './change-rules.ts'
export type { Choice, Choices } from './choose-rules.ts'
export {
  EXCEPTION_PROBLEMS,
  type ExceptionField,
  type ExceptionForm,
  readException,
  type WrongFields,
} from './exception-form-rules.ts'
export type { StoredException } from './exceptions.sql.ts'
export type { Undecided } from './hits.sql.ts'
export { type Effect, type Hit, MOST_HITS } from './look-at-change.ts'
export {
  type AskedChange,
  CHANGE_REFUSALS,
  type ChangeRefusal,
  type Changer,
  makeChange,
  previewChange,
} from './make-change.ts'
export {
  acceptForThem,
  acceptOffer,
  lapseOffers,
  offerFor,
  type StandingOffer,
} from './offers.ts'
