import type { Database } from '@madoguchi/db'
import { NO_TENANT } from '../kernel.ts'
import { type ImportLine, newestImports } from './holiday-imports.sql.ts'
import { importedHolidays } from './national.sql.ts'
import {
  type Holiday,
  type HolidaySource,
  holidaysOfYear,
  isProvisional,
  nationalCalendarOf,
} from './national-calendar-rules.ts'
import { PUBLISHED } from './published-holidays.ts'

/** A year of the national calendar as an operator looks at it. */
export type NationalYear = {
  holidays: Holiday[]
  source: HolidaySource
  provisional: boolean
  provisionalFrom: number
  approved?: ImportLine
  waiting?: ImportLine
}

/** The holidays of a year as they stand, where they come from, and the newest uploads. */
export const nationalYear = (db: Database, operatorId: string, year: number): Promise<NationalYear> =>
  db.as({ role: 'operator', tenantId: NO_TENANT, subjectId: operatorId }, async (tx) => {
    const [imported, imports] = [await importedHolidays(tx), await newestImports(tx)]
    const calendar = nationalCalendarOf(
      imported.map((it) => it.day),
      [],
      PUBLISHED,
    )
    return {
      ...holidaysOfYear(year, imported, PUBLISHED.holidays),
      ...imports,
      provisional: isProvisional(calendar, String(year)),
      provisionalFrom: calendar.provisionalFrom,
    }
  })
