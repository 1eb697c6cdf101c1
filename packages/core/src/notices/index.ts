export {
  CONFIRMATIONS,
  type Confirmation,
  confirmReservation,
  type Letter,
  type Post,
} from './confirm-reservation.ts'
export type { BookedReservation } from './messages.sql.ts'
