import { Checkbox, FieldGroup } from '@madoguchi/ui'

type Asked = {
  id: string
  label: string
  choices: readonly { value: string; label: string }[]
  ticked: readonly string[]
}

/** Procedures to tick, each under its own name. */
export const AlsoFields = ({ id, label, choices, ticked }: Asked) => (
  <FieldGroup id={id} label={label}>
    {choices.map((it) => (
      <Checkbox
        key={it.value}
        id={`${id}-${it.value}`}
        name={`also-${it.value}`}
        value="1"
        label={it.label}
        defaultChecked={ticked.includes(it.value)}
      />
    ))}
  </FieldGroup>
)
