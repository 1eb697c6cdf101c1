import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'
import type { DayMarks, TimeState } from './day-state.ts'

export type TimeLink = {
  /** 「9時30分」, or a span. */
  time: string
  state: TimeState
  /** Where it leads; without it the time is full or over. */
  href?: string | undefined
  /** Replaces the state's word: 「残り2」. */
  text?: string | undefined
}

export type TimeListProps = ComponentProps<'ul'> & { times: TimeLink[]; marks: DayMarks }

/** The times of a day as links, each with its sign and its word. */
export function TimeList({ times, marks, className, ...rest }: TimeListProps) {
  return (
    <ul className={classNames('time-list', className)} {...rest}>
      {times.map(({ time, state, href, text }) => {
        const seen = (
          <>
            <span className="time">{time}</span>{' '}
            <span className="time-state">
              <span aria-hidden="true">{marks[state].sign}</span> {text ?? marks[state].text}
            </span>
          </>
        )
        return (
          <li key={time} data-state={state}>
            {href ? <a href={href}>{seen}</a> : <span>{seen}</span>}
          </li>
        )
      })}
    </ul>
  )
}
