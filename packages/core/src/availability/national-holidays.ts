import holidayJp from '@holiday-jp/holiday_jp'
import type { PlainDate } from '../calendar.ts'

/** Dates of 国民の祝日・休日 with their Japanese names, from the published calendar (1970–2050, as enacted today). */
export const NATIONAL_HOLIDAYS: ReadonlyMap<PlainDate, string> = new Map(
  Object.values(holidayJp.holidays).map((it) => [it.date as PlainDate, it.name]),
)
