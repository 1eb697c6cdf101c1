import { type ComponentProps, type ReactNode, useId } from 'react'

export type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; note?: ReactNode }

/** One box to tick: an agreement, a row of a list, a thing to bring. */
export function Checkbox({ id, label, note, ...rest }: CheckboxProps) {
  const made = useId()
  const own = id ?? made
  return (
    <div className="choice">
      <input type="checkbox" id={own} aria-describedby={note ? `${own}-note` : undefined} {...rest} />
      <label htmlFor={own}>{label}</label>
      {note && (
        <span id={`${own}-note`} className="choice-note">
          {note}
        </span>
      )}
    </div>
  )
}
