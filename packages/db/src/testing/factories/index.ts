import { arrivalImports, arrivalRows } from './arrivals.ts'
import { lanes, slots, venues } from './availability.ts'
import { reservationPeople, reservationSlots, reservations } from './booking.ts'
import { calendarActItems, calendarActs, calendarExceptions, makeupOffers } from './calendar-changes.ts'
import { nameChecks, reservationCorrections, reservationEvents } from './history.ts'
import {
  guessFailures,
  numberGuards,
  operatorAddressRanges,
  operatorSessions,
  operators,
  residentSessions,
  staffMembers,
  staffSessions,
  usedProofs,
  waitingLines,
} from './identity.ts'
import { cardPeople, cards, custodyEvents, inquiryNumbers, places } from './issuance.ts'
import { messageTexts } from './message-texts.ts'
import { holidayImports, nationalHolidays, nationalStops } from './national.ts'
import { messages, reservationChanges } from './notices.ts'
import { devices, ticketEvents, tickets } from './queue.ts'
import { shownLetters } from './shown-letters.ts'
import { dataExports } from './statistics.ts'
import { addressRanges, announcements, counters, outbox, policies, tenantHosts, tenants } from './tenancy.ts'
import { waitingList } from './waiting-list.ts'

export type { Factory, Owner } from './factory.ts'

/**
 * One factory per table of schema app, under its camelCase name: `factories.cardPeople(owner, tenantId, { cardId })`.
 * The municipality is planted with the first row. The behavioural test fails on a table that has none.
 */
export const factories = {
  waitingList,
  addressRanges,
  announcements,
  arrivalImports,
  arrivalRows,
  calendarActItems,
  calendarActs,
  calendarExceptions,
  makeupOffers,
  cardPeople,
  cards,
  counters,
  custodyEvents,
  dataExports,
  devices,
  guessFailures,
  holidayImports,
  inquiryNumbers,
  lanes,
  messageTexts,
  messages,
  nameChecks,
  nationalHolidays,
  nationalStops,
  numberGuards,
  operatorAddressRanges,
  operatorSessions,
  operators,
  outbox,
  places,
  policies,
  reservationChanges,
  reservationCorrections,
  reservationEvents,
  reservationPeople,
  reservationSlots,
  reservations,
  residentSessions,
  shownLetters,
  slots,
  staffMembers,
  staffSessions,
  tenantHosts,
  tenants,
  ticketEvents,
  tickets,
  usedProofs,
  venues,
  waitingLines,
}
