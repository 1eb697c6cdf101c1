/** What the calendar's rules are tried and drawn with: the national calendar before anything has been imported. */
export { NATIONAL_CALENDAR } from '../national/index.ts'
