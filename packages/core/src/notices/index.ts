export { composeMessage, type Sender } from './compose-message.ts'
export { type Contact, contactFor, MESSAGE_CHANNELS, type MessageChannel } from './contact-rules.ts'
export { defaultText } from './default-text.ts'
export { exampleVisit } from './example-message.ts'
export { mayWordMessages, textHistory, wordedTexts, wordMessages } from './message-texts.ts'
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
  WAITING_OFFER,
} from './notice-rules.ts'
export { type Post, sendMessage } from './send-message.ts'
export type { StuckMessage } from './stuck-messages.sql.ts'
export { retryMessages, stuckMessages } from './stuck-messages.ts'
export { readText } from './text-document.ts'
export {
  type MessageText,
  PLACEHOLDERS,
  type Placeholder,
  placeholdersOf,
  placeholdersOfSubject,
  requiredIn,
  type TextProblem,
} from './text-rules.ts'
export type { TextVersion } from './texts.sql.ts'
export type { Voice } from './voice.ts'
export { type Compose, writeConfirmation } from './write-confirmation.ts'
export { writeOffer } from './write-offer.ts'
export { writeReminders } from './write-reminders.ts'
