export type { ActTold, BookedReservation } from './messages.sql.ts'
export { SEND } from './messages.sql.ts'
export {
  CONFIRMATIONS,
  CONTACT_LEFT,
  type Confirmation,
  DELIVERY_PROBLEMS,
  GONE,
  isGone,
  MESSAGE_KINDS,
  MESSAGE_STATES,
  type MessageKind,
  mayMendMessages,
  REMINDER,
} from './notice-rules.ts'
export { type Post, sendMessage } from './send-message.ts'
export type { StuckMessage } from './stuck-messages.sql.ts'
export { retryMessages, stuckMessages } from './stuck-messages.ts'
export { type Letter, writeConfirmation } from './write-confirmation.ts'
export { writeReminders } from './write-reminders.ts'
