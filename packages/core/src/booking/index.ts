export {
  type BookingDesk,
  type BookingDetails,
  type BookingOutcome,
  openBookingDesk,
  type PlaceRequest,
} from './booking-desk.ts'
export * from './booking-rules.ts'
export { cancelReservation } from './cancel-reservation.ts'
export { changeReservation } from './change-reservation.ts'
export { type HistoryEntry, lastChangeIn } from './history-rules.ts'
export { myReservation, myReservations } from './my-reservations.ts'
export { type CardPlace, otherVenueFrom, whyNotThere } from './other-venue-rules.ts'
export type { Miscount } from './recount.sql.ts'
export { recountPlaces } from './recount-places.ts'
export { rejoinBooking } from './rejoin-booking.ts'
export { reservationHistory } from './reservation-history.ts'
export {
  formatReservationNumber,
  type ReservationNumber,
  readReservationNumber,
} from './reservation-number-rules.ts'
export type { Reservation } from './reservations.sql.ts'
