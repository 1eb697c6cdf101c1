import {
  type CalendarDay,
  type DayState,
  Heading,
  MonthCalendar,
  TimeChoices,
  TimeList,
} from '../src/index.ts'

const marks = {
  free: { sign: '○', text: '空きあり' },
  few: { sign: '△', text: '残りわずか' },
  full: { sign: '×', text: '満員' },
  later: { sign: '▷', text: '受付開始前' },
  closed: { sign: '－', text: '休み' },
  none: { sign: '', name: '空欄', text: '受付をしていない日' },
}

const weekdays = [...'日月火水木金土'].map((short) => ({ short, long: `${short}曜日` }))

// November 2026 begins on a Sunday; the 3rd and the 23rd are holidays.
const days: CalendarDay[] = Array.from({ length: 30 }, (_, index) => {
  const day = index + 1
  const weekday = index % 7
  const holiday = day === 3 || day === 23
  const state: DayState =
    weekday === 0 || holiday ? 'closed' : day < 12 || day === 19 ? 'full' : day % 5 === 0 ? 'few' : 'free'
  return {
    date: `2026-11-${String(day).padStart(2, '0')}`,
    state,
    holiday,
    spoken: `${day}日${weekdays[weekday]?.long} ${marks[state].text}`,
    href: state === 'free' || state === 'few' ? `?day=${day}` : undefined,
    current: day === 28,
  }
})

export function CalendarExamples() {
  return (
    <>
      <Heading level={2}>日時をえらぶ</Heading>
      <MonthCalendar
        caption="令和8年11月"
        weekdays={weekdays}
        days={days}
        marks={marks}
        legend="記号の意味"
        previous={{ href: '?month=10', text: '10月' }}
        next={{ href: '?month=12', text: '12月' }}
      />
      <Heading level={3}>11月28日（土）の時間</Heading>
      <TimeList
        marks={marks}
        times={[
          { time: '9時', state: 'full' },
          { time: '9時30分', state: 'free', href: '?time=0930' },
          { time: '10時', state: 'few', href: '?time=1000', text: '残り1' },
          { time: '10時30分', state: 'free', href: '?time=1030' },
        ]}
      />
      <TimeChoices
        id="time"
        name="time"
        label="変更後の時間"
        required="※必須"
        marks={marks}
        defaultValue="1000"
        times={[
          { value: '0930', time: '9時30分', state: 'free' },
          { value: '1000', time: '10時', state: 'few', text: '残り1' },
          { value: '1030', time: '10時30分', state: 'free' },
        ]}
      />
    </>
  )
}
