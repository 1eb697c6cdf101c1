import type { FieldFrameProps } from '../form/field-frame.tsx'
import { RadioGroup } from '../form/radio-group.tsx'
import type { DayMarks, TimeState } from './day-state.ts'

export type TimeChoice = {
  value: string
  time: string
  state: Exclude<TimeState, 'full' | 'closed'>
  text?: string | undefined
}

export type TimeChoicesProps = FieldFrameProps & {
  name: string
  times: TimeChoice[]
  marks: DayMarks
  defaultValue?: string | undefined
}

/** The free times of a day as radio buttons, where the form sends them itself. */
export function TimeChoices({ times, marks, ...group }: TimeChoicesProps) {
  const choices = times.map(({ value, time, state, text }) => ({
    value,
    label: time,
    note: (
      <>
        <span aria-hidden="true">{marks[state].sign}</span> {text ?? marks[state].text}
      </>
    ),
  }))
  return <RadioGroup layout="tiles" choices={choices} {...group} />
}
