import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { type FigureRow, inOrder, noShowRate, renewableFrom } from './figure-rules.ts'
import { writeCsv } from './write-csv.ts'

const row = (by: FigureRow['by'], of: string, booked = 1): FigureRow => ({
  ...{ by, of, booked, came: 0, noShow: 0, cancelled: 0, served: 0, waited: null, serving: null },
})

describe(`figures ${req('2.I.1')}`, () => {
  it('stand in one order: hours and weekdays by themselves, the rest by how many', () => {
    const rows = [
      row('hour', '10'),
      row('hour', '9'),
      row('venue', 'b'),
      row('venue', 'a', 5),
      row('all', ''),
    ]
    expect(inOrder(rows).map((it) => `${it.by} ${it.of}`)).toEqual([
      'all ',
      'venue a',
      'venue b',
      'hour 9',
      'hour 10',
    ])
  })

  it('the share of no-shows counts only those whose visit is decided', () => {
    expect(noShowRate({ came: 7, noShow: 1 })).toBe(12.5)
    expect(noShowRate({ came: 0, noShow: 0 })).toBeNull()
  })

  it.each([
    ['2027-05', '2027-02'],
    ['2027-03', '2026-12'],
    ['2027-01', '2026-10'],
  ])('a card that expires in %s can be renewed from %s', (month, from) => {
    expect(renewableFrom(month)).toBe(from)
  })
})

describe(`figures as a file for Excel ${req('2.I.1')}`, () => {
  it('has its mark, its line ends, and no formula that runs', () => {
    const text = writeCsv([
      {
        name: '来庁',
        columns: ['項目', '件数'],
        rows: [
          ['=1+1', 3],
          ['上尾"市役所"', null],
        ],
      },
      { name: '空き', columns: ['項目'], rows: [] },
    ])
    expect(text).toBe(
      '\uFEFF"来庁"\r\n"項目","件数"\r\n"\'=1+1",3\r\n"上尾""市役所""",\r\n\r\n"空き"\r\n"項目"\r\n',
    )
  })
})
