export { type AtDevice, checkInAtDevice, takeAtDevice } from './at-device.ts'
export { actOnTicket, type Called, type Caller, callNext } from './call-ticket.ts'
export { CHECK_IN_REFUSALS } from './check-in-rules.ts'
export {
  DEVICE_KINDS,
  DEVICE_REFUSALS,
  type DeviceKind,
  type DeviceRefusal,
  mayManageDevices,
} from './device-rules.ts'
export type { OpenedBy } from './devices.sql.ts'
export { allDevices, deviceOf, makeDevice, noteSeen, renewDevice, revokeDevice } from './devices.ts'
export { openQueues, type QueueNow, type Queues } from './queue-memory.ts'
export { callsSince, numberOfVisit, queueForCaller, ticketAt } from './queue-today.ts'
export { lanesReceiving } from './receiving-rules.ts'
export { aheadOf, callsOf, rangeOf, waitOf } from './standing-rules.ts'
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
export { ticketOfToken, ticketToken } from './ticket-token.ts'
export type { Ticket } from './tickets.sql.ts'
export type { WaitRange } from './wait-rules.ts'
