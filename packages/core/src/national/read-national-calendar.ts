import type { Tx } from '@madoguchi/db'
import { importedHolidays, stopsInForce } from './national.sql.ts'
import { type NationalCalendar, nationalCalendarOf } from './national-calendar-rules.ts'
import { PUBLISHED } from './published-holidays.ts'

/** The national calendar in force, read inside a transaction of any role. */
export async function readNationalCalendar(tx: Tx): Promise<NationalCalendar> {
  const [holidays, stops] = await Promise.all([importedHolidays(tx), stopsInForce(tx)])
  return nationalCalendarOf(
    holidays.map((it) => it.day),
    stops,
    PUBLISHED,
  )
}
