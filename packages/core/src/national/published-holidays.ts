import holidayJp from '@holiday-jp/holiday_jp'
import type { PlainDate } from '../calendar.ts'
import { type NationalCalendar, nationalCalendarOf, type Published } from './national-calendar-rules.ts'

/** Dates of 国民の祝日・休日 with their names, from the published calendar (1970–2050, as enacted today). */
export const NATIONAL_HOLIDAYS: ReadonlyMap<PlainDate, { ja: string; en: string }> = new Map(
  Object.values(holidayJp.holidays).map((it) => [
    it.date as PlainDate,
    // The package names the holiday next to it, which need not be the one it stands for; the Cabinet Office says 休日.
    { ja: it.name.endsWith('振替休日') ? '休日' : it.name, en: it.name_en },
  ]),
)

/**
 * The fallback: it serves until the Cabinet Office's file has been imported, and for the years after that file. Checked
 * against the file of February 2026 (holiday-file.spec.ts), which ends with 2027.
 */
export const PUBLISHED: Published = { holidays: NATIONAL_HOLIDAYS, announcedUntil: 2027 }

/** The national calendar as far as it is known without asking anybody. */
export const NATIONAL_CALENDAR: NationalCalendar = nationalCalendarOf([], [], PUBLISHED)
