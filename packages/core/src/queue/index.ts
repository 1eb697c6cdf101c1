export { actOnTicket, type Called, type Caller, callNext } from './call-ticket.ts'
export { queueForCaller } from './queue-today.ts'
export { callsOf, waitOf } from './standing-rules.ts'
export { takeTicket } from './take-ticket.ts'
export {
  mayCall,
  numberingOf,
  TICKET_ACTS,
  TICKET_REFUSALS,
  TICKET_STATES,
  type TicketAct,
  type TicketRefusal,
  type TicketState,
  ticketActsFor,
} from './ticket-rules.ts'
export type { Ticket } from './tickets.sql.ts'
export type { WaitRange } from './wait-rules.ts'
