// First day of each era and the year that counts as its first. Source: 元号を改める政令 of each change;
// Japan uses the Gregorian calendar since 1873-01-01 (明治6年), so earlier dates are not needed here.
const ERAS = [
  { name: '令和', from: '2019-05-01' },
  { name: '平成', from: '1989-01-08' },
  { name: '昭和', from: '1926-12-25' },
  { name: '大正', from: '1912-07-30' },
  { name: '明治', from: '1868-01-25' },
] as const

/** The year as a Japanese public office writes it, 「令和8年」 or 「平成元年」; before 明治 the Western year. */
export function eraYear(year: number, month: number, day: number) {
  const date = [
    String(year).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(day).padStart(2, '0'),
  ].join('-')
  const era = ERAS.find(({ from }) => from <= date)
  if (!era) return `${year}年`

  const count = year - Number(era.from.slice(0, 4)) + 1
  return `${era.name}${count === 1 ? '元' : count}年`
}
