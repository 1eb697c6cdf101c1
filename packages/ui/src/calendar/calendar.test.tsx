import { renderToStaticMarkup as html } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { type CalendarDay, MonthCalendar, TimeChoices, TimeList } from '../index.ts'
import { weeksOfMonth } from './weeks-of-month.ts'

const marks = {
  free: { sign: '○', text: '空きあり' },
  few: { sign: '△', text: '残りわずか' },
  full: { sign: '×', text: '満員' },
  later: { sign: '▷', text: '受付開始前' },
  closed: { sign: '－', text: '休み' },
  none: { sign: '', name: '空欄', text: '受付をしていない日' },
}
const weekdays = [...'日月火水木金土'].map((short) => ({ short, long: `${short}曜日` }))
const monthOf = (year: number, month: number) =>
  Array.from({ length: new Date(Date.UTC(year, month, 0)).getUTCDate() }, (_, index) => ({
    date: `${year}-${String(month).padStart(2, '0')}-${String(index + 1).padStart(2, '0')}`,
  }))

describe('the weeks of a month', () => {
  it.each([
    ['begins on its weekday', 2026, 8, 0, 6, 6],
    ['begins a day earlier when weeks begin on Monday', 2026, 8, 1, 5, 6],
    ['fits in four weeks when it is exactly four', 2026, 2, 0, 0, 4],
    ['fills six weeks when it must', 2026, 5, 0, 5, 6],
  ] as const)('%s (%i-%i)', (_what, year, month, first, blanks, count) => {
    const weeks = weeksOfMonth(monthOf(year, month), first)
    expect(weeks.flat().findIndex(Boolean)).toBe(blanks)
    expect(weeks).toHaveLength(count)
    expect(weeks.every((week) => week.length === 7)).toBe(true)
  })

  it('are none without days', () => {
    expect(weeksOfMonth([])).toEqual([])
  })
})

describe('a month', () => {
  const days = monthOf(2026, 11).map(({ date }): CalendarDay => {
    if (date === '2026-11-28')
      return { date, state: 'free', spoken: '28日土曜 空きあり', href: '?day=28', current: true }
    if (date === '2026-11-23')
      return { date, state: 'closed', spoken: '23日月曜 勤労感謝の日 休み', holiday: true }
    return { date, state: 'full', spoken: `${Number(date.slice(8))}日 満員` }
  })
  const page = html(
    <MonthCalendar
      caption="令和8年11月"
      weekdays={weekdays}
      days={days}
      marks={marks}
      legend="記号の意味"
      next={{ href: '?month=12', text: '12月' }}
    />,
  )

  it('is a table with caption and headers', () => {
    expect(page).toContain(
      '<table><caption>令和8年11月</caption><thead><tr><th scope="col" abbr="日曜日" data-weekday="0">日</th>',
    )
    expect(page.match(/<tr>/g)).toHaveLength(6)
    expect(page).toContain('<a class="month-next" href="?month=12" rel="next">')
  })

  it('makes an open day a link with its meaning spoken, and the sign seen only', () => {
    expect(page).toContain(
      '<a class="day" href="?day=28" aria-current="true"><span class="visually-hidden">28日土曜 空きあり</span><span class="day-number" aria-hidden="true">28</span><span class="day-sign" aria-hidden="true">○</span></a>',
    )
  })

  it('leaves a day that cannot be chosen as words, not as a link that refuses', () => {
    expect(page.match(/<a class="day"/g)).toHaveLength(1)
    expect(page).toContain(
      '<td data-state="closed" data-weekday="1" data-holiday=""><span class="day"><span class="visually-hidden">23日月曜 勤労感謝の日 休み</span>',
    )
  })

  it('explains its signs', () => {
    expect(page).toContain('<div data-state="few"><dt>△</dt><dd>残りわずか</dd></div>')
    expect(page).toContain('<div data-state="none"><dt>空欄</dt><dd>受付をしていない日</dd></div>')
  })
})

describe('the times of a day', () => {
  it('are links with their word; a full one is words only', () => {
    const page = html(
      <TimeList
        marks={marks}
        times={[
          { time: '9時', state: 'full' },
          { time: '10時', state: 'few', href: '?time=1000', text: '残り1' },
        ]}
      />,
    )
    expect(page).toMatch(/<li data-state="full"><span><span class="time">9時<\/span>/)
    expect(page).toMatch(
      /<li data-state="few"><a href="\?time=1000">.*<span aria-hidden="true">△<\/span> 残り1/,
    )
  })

  it('are radio buttons where a form sends them', () => {
    const page = html(
      <TimeChoices
        id="t"
        name="time"
        label="時間"
        marks={marks}
        times={[{ value: '1000', time: '10時', state: 'free' }]}
      />,
    )
    expect(page).toContain('role="radiogroup"')
    expect(page).toContain(
      '<input type="radio" id="t" name="time" aria-describedby="t-note" value="1000"/><label for="t">10時</label>',
    )
  })
})
