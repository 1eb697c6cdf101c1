export type { BookedReservation } from './messages.sql.ts'
export { SEND } from './messages.sql.ts'
export {
  CONFIRMATIONS,
  type Confirmation,
  DELIVERY_PROBLEMS,
  MESSAGE_STATES,
  mayMendMessages,
} from './notice-rules.ts'
export { type Post, sendMessage } from './send-message.ts'
export type { StuckMessage } from './stuck-messages.sql.ts'
export { retryMessages, stuckMessages } from './stuck-messages.ts'
export { type Letter, writeConfirmation } from './write-confirmation.ts'
