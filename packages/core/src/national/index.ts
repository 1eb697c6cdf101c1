export type { Met } from './count-reservations.ts'
export type { HolidayDiff } from './holiday-diff-rules.ts'
export type { BadLine } from './holiday-file-rules.ts'
export type { ImportLine } from './holiday-imports.sql.ts'
export {
  type ApproveRefusal,
  approveHolidays,
  type HolidayImportView,
  type HolidayPlan,
  holidayImport,
  stageHolidays,
} from './holiday-imports.ts'
export * from './national-calendar-rules.ts'
export { addStop, nationalStops, type StopInView, withdrawStop } from './national-stops.ts'
export { type NationalYear, nationalYear } from './national-year.ts'
export { NATIONAL_CALENDAR, NATIONAL_HOLIDAYS } from './published-holidays.ts'
export { readNationalCalendar } from './read-national-calendar.ts'
export type { StopField, StopForm, StopProblem } from './stop-rules.ts'
