export * from './calendar-rules.ts'
export { NATIONAL_HOLIDAYS } from './national-holidays.ts'
export { type BookingWindow, lastOpenDate, windowOf } from './window-rules.ts'
