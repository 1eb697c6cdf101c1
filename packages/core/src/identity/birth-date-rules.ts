import { dateInEra, dateOf, type Era, eraOf, type PlainDate } from '../calendar.ts'
import { ok, type Result, refuse } from '../kernel.ts'

export type BirthDateRefusal =
  | 'birth-date-missing'
  | 'not-in-digits'
  | 'western-year'
  | 'western-year-in-era'
  | 'no-such-date'
  | 'outside-its-era'
  | 'birth-date-ahead'
  | 'no-such-era'

/** What a person typed in the three fields; `era` is 'western' or an era. */
export type TypedDate = { era: string; year: string; month: string; day: string }

const digits = (typed: string) => {
  const plain = typed.normalize('NFKC').replace(/[年月日\s]/g, '')
  if (plain === '元') return 1
  return /^\d{1,4}$/.test(plain) ? Number(plain) : Number.NaN
}

/** Reads a birth date, 和暦 or Western, full-width digits accepted. `today` is Tokyo's. */
export function readBirthDate(typed: TypedDate, today: PlainDate): Result<PlainDate, BirthDateRefusal> {
  const [year, month, day] = [digits(typed.year), digits(typed.month), digits(typed.day)]
  if ([typed.year, typed.month, typed.day].some((it) => it.trim() === '')) return refuse('birth-date-missing')
  if ([year, month, day].some(Number.isNaN)) return refuse('not-in-digits')

  const date =
    typed.era === 'western'
      ? westernDate(year, month, day)
      : year >= FIRST_YEAR
        ? westernDateIn(typed.era, year, month, day)
        : dateInEra(typed.era as Era, year, month, day)
  if ('problem' in date) return refuse(date.problem)
  return date.date > today ? refuse('birth-date-ahead') : ok(date.date)
}

/** Nobody alive was born before 明治, and no era has had so many years. */
const FIRST_YEAR = 1868

const westernDate = (year: number, month: number, day: number) => {
  if (year < FIRST_YEAR) return { problem: 'western-year' as const }
  const date = dateOf(year, month, day)
  return date ? { date } : { problem: 'no-such-date' as const }
}

/** 「昭和1980年」 can only mean 1980, since that year was 昭和. 「平成1980年」 may mean anything. */
function westernDateIn(era: string, year: number, month: number, day: number) {
  const date = dateOf(year, month, day)
  if (!date) return { problem: 'no-such-date' as const }
  return eraOf(date)?.era === era ? { date } : { problem: 'western-year-in-era' as const }
}
