import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { Icon } from '../picture/icon.tsx'
import type { DayMarks, DayState } from './day-state.ts'
import { MarkLegend } from './mark-legend.tsx'
import { weeksOfMonth } from './weeks-of-month.ts'

export type CalendarDay = {
  /** 'YYYY-MM-DD'. */
  date: string
  state: DayState
  /** The day with its meaning, as it is read aloud: 「28日土曜 空きあり」. Begins with what is seen. */
  spoken: string
  /** Where the day leads; a day without it cannot be chosen. */
  href?: string | undefined
  /** The day whose times are shown. */
  current?: boolean | undefined
  /** A holiday is coloured as a Sunday; its name belongs in `spoken`. */
  holiday?: boolean | undefined
}

export type MonthCalendarProps = Omit<ComponentProps<'div'>, 'children'> & {
  /** The month: 「令和8年11月」. */
  caption: ReactNode
  /** Seven, beginning with `firstWeekday`: short in the column, long for the ear. */
  weekdays: { short: string; long: string }[]
  /** Every day of the month, in order. */
  days: CalendarDay[]
  marks: DayMarks
  /** The heading of the list of signs. */
  legend: string
  /** 0 is Sunday (default), 1 Monday. */
  firstWeekday?: 0 | 1 | undefined
  previous?: { href: string; text: string } | undefined
  next?: { href: string; text: string } | undefined
}

/** A month as a real table: every open day is a link, and works at 320 px, without JavaScript, by ear. */
export function MonthCalendar(props: MonthCalendarProps) {
  const {
    caption,
    weekdays,
    days,
    marks,
    legend,
    firstWeekday = 0,
    previous,
    next,
    className,
    ...rest
  } = props
  return (
    <div className={classNames('month-calendar', className)} {...rest}>
      {(previous || next) && (
        <div className="month-moves">
          {previous && (
            <a href={previous.href} rel="prev">
              <Icon name="previous" /> {previous.text}
            </a>
          )}
          {next && (
            <a className="month-next" href={next.href} rel="next">
              {next.text} <Icon name="next" />
            </a>
          )}
        </div>
      )}
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {weekdays.map(({ short, long }, place) => (
              <th key={long} scope="col" abbr={long} data-weekday={(place + firstWeekday) % 7}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOfMonth(days, firstWeekday).map((week) => (
            <tr key={week.find(Boolean)?.date}>
              {week.map((day, place) => (
                <DayCell
                  key={day?.date ?? place}
                  day={day}
                  weekday={(place + firstWeekday) % 7}
                  marks={marks}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <MarkLegend title={legend} marks={marks} />
    </div>
  )
}

type DayCellProps = { day: CalendarDay | undefined; weekday: number; marks: DayMarks }

function DayCell({ day, weekday, marks }: DayCellProps) {
  if (!day) return <td />

  const { date, state, spoken, href, current, holiday } = day
  const seen = (
    <>
      <span className="visually-hidden">{spoken}</span>
      <span className="day-number" aria-hidden="true">
        {Number(date.slice(8))}
      </span>
      <span className="day-sign" aria-hidden="true">
        {marks[state]?.sign}
      </span>
    </>
  )
  return (
    <td data-state={state} data-weekday={weekday} data-holiday={holiday ? '' : undefined}>
      {href ? (
        <a className="day" href={href} aria-current={current ? 'true' : undefined}>
          {seen}
        </a>
      ) : (
        <span className="day">{seen}</span>
      )}
    </td>
  )
}
