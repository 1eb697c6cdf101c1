export {
  BASKET_REFUSALS,
  type BasketRefusal,
  counterUseAt,
  errandsOf,
  isBasket,
  offeredAlong,
  startsFor,
} from './basket-rules.ts'
export {
  type BookingDesk,
  type BookingDetails,
  type BookingOutcome,
  openBookingDesk,
  type PlaceRequest,
} from './booking-desk.ts'
export { isBookingPass, mintBookingPass } from './booking-pass.ts'
export * from './booking-rules.ts'
export { type BringList, bringListFor, bringListOf } from './bring-list-rules.ts'
export { cancelReservation } from './cancel-reservation.ts'
export {
  changePeople,
  changePeopleFor,
  type PeopleAct,
  type PeopleDeskRefusal,
  type PeopleRefusal,
} from './change-people.ts'
export { changeReservation } from './change-reservation.ts'
export { comingDetails } from './coming-details.ts'
export { COMERS, type Comer, type Coming, comersFor, reasonsFor, usualComing } from './coming-rules.ts'
export { correctComing } from './correct-coming.ts'
export { type Contact, correctContact } from './correct-contact.ts'
export { papersFor } from './counter-papers-rules.ts'
export { type HistoryEntry, lastChangeIn, standingMove, whatChanged } from './history-rules.ts'
export { extensionsLeft, type Hold } from './hold-rules.ts'
export { missVisits } from './miss-visits.ts'
export { myLettersShown } from './my-letters-shown.ts'
export type { MyPerson } from './my-people.sql.ts'
export { myPeople } from './my-people.ts'
export { myReservation, myReservations } from './my-reservations.ts'
export { type CardPlace, otherVenueFrom, whyNotThere } from './other-venue-rules.ts'
export { PAPERS_REFUSALS, type PapersRefusal } from './papers-rules.ts'
export { DOCUMENTS, PROOFS } from './proof-rules.ts'
export { PROXY_REASONS, type ProxyReason, proofsOf } from './proxy-reason-rules.ts'
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
export {
  bringListLines,
  documentLists,
  type SaidBringList,
  type Speech,
  sayBringList,
} from './say-bring-list.ts'
export * from './staff-booking-rules.ts'
export { openStaffDesk, type StaffDesk } from './staff-desk.ts'
export { sweepHolds } from './sweep-holds.ts'
export { LIFE_NOTES } from './times-of-life-rules.ts'
export { myWaiting, type Waiting, type WaitingList } from './waiting-list.ts'
export { waitingDays } from './waiting-rules.ts'
