import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'
import { type FieldControl, useFieldControl } from './field-control.ts'
import type { FieldFrameProps } from './field-frame.tsx'
import { FieldGroup } from './field-group.tsx'
import type { SelectOption } from './select.tsx'

export type DatePart = 'era' | 'year' | 'month' | 'day'

export type DateFieldsProps = FieldFrameProps & {
  /** Sent as `name-era`, `name-year`, `name-month`, `name-day`. */
  name: string
  /** What the four parts are called: 年号, 年, 月, 日. */
  words: Record<DatePart, string>
  /** 西暦 first or 令和 first, as the reader expects. */
  eras: SelectOption[]
  defaultValue?: Partial<Record<DatePart, string>> | undefined
  /** The parts that are wrong; all of them when an error names none. */
  wrong?: readonly DatePart[] | undefined
  /** `bday` for one's own birth date. */
  autoComplete?: 'bday' | undefined
}

/** A date that someone knows by heart, in Japanese or Western years, typed and not picked from a calendar. */
export function DateFields({
  name,
  words,
  eras,
  defaultValue = {},
  wrong,
  autoComplete,
  ...frame
}: DateFieldsProps) {
  const birth = autoComplete === 'bday'
  const part = (key: DatePart) => ({
    name: `${name}-${key}`,
    defaultValue: defaultValue[key],
    part: key,
    wrong: frame.error !== undefined && (wrong === undefined || wrong.includes(key)),
  })
  return (
    <FieldGroup {...frame}>
      <div className="date-fields">
        <label className="date-era" htmlFor={frame.id}>
          <span>{words.era}</span>
          <EraSelect eras={eras} {...part('era')} />
        </label>
        {(['year', 'month', 'day'] as const).map((key) => (
          <label key={key} htmlFor={`${frame.id}-${key}`}>
            <NumberInput {...part(key)} {...(birth && key !== 'year' && { autoComplete: `bday-${key}` })} />
            <span>{words[key]}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

type PartProps = { part: DatePart; wrong: boolean }

const wire = (control: Partial<FieldControl>, { part, wrong }: PartProps) => ({
  // the first part carries the group's id: an error summary lands on it
  id: part === 'era' ? control.id : `${control.id}-${part}`,
  'aria-required': control['aria-required'],
  'aria-invalid': wrong || undefined,
})

function EraSelect({
  eras,
  part,
  wrong,
  ...rest
}: PartProps & ComponentProps<'select'> & { eras: SelectOption[] }) {
  return (
    <select className={classNames('input', 'select')} {...wire(useFieldControl(), { part, wrong })} {...rest}>
      {eras.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}

// inputMode and not type="number": a wheel must not change a birthday, and full-width digits must survive
function NumberInput({ part, wrong, ...rest }: PartProps & ComponentProps<'input'>) {
  return (
    <input
      className="input"
      type="text"
      inputMode="numeric"
      data-part={part}
      {...wire(useFieldControl(), { part, wrong })}
      {...rest}
    />
  )
}
