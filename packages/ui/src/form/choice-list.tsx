import type { ReactNode } from 'react'

export type Choice = {
  value: string
  label: ReactNode
  /** A line under the label. */
  note?: ReactNode
}

type ChoiceListProps = {
  type: 'radio' | 'checkbox'
  id: string
  name: string
  choices: Choice[]
  chosen: readonly string[]
  layout: 'stack' | 'row' | 'tiles'
  invalid?: boolean
}

/** The choices of a group. The first one carries the group's id, so that an error summary leads to it. */
export function ChoiceList({ type, id, name, choices, chosen, layout, invalid }: ChoiceListProps) {
  return (
    <div className="choices" data-layout={layout}>
      {choices.map(({ value, label, note }, place) => {
        const own = place === 0 ? id : `${id}-${place + 1}`
        return (
          <div className="choice" key={value}>
            <input
              type={type}
              id={own}
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
              aria-describedby={note ? `${own}-note` : undefined}
              aria-invalid={invalid && type === 'checkbox' ? true : undefined}
            />
            <label htmlFor={own}>{label}</label>
            {note && (
              <span id={`${own}-note`} className="choice-note">
                {note}
              </span>
            )}
          </div>
        )
      })}
    </div>
  )
}
