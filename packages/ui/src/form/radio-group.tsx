import type { Choice } from './choice-list.tsx'
import { ChoiceList } from './choice-list.tsx'
import type { FieldFrameProps } from './field-frame.tsx'
import { FieldGroup } from './field-group.tsx'

export type RadioGroupProps = FieldFrameProps & {
  name: string
  choices: Choice[]
  defaultValue?: string | undefined
  layout?: 'stack' | 'row' | 'tiles' | undefined
}

/** One of a few, all seen at once. */
export function RadioGroup({ name, choices, defaultValue, layout = 'stack', ...frame }: RadioGroupProps) {
  const chosen = defaultValue === undefined ? [] : [defaultValue]
  return (
    <FieldGroup role="radiogroup" {...frame}>
      <ChoiceList type="radio" id={frame.id} name={name} choices={choices} chosen={chosen} layout={layout} />
    </FieldGroup>
  )
}
