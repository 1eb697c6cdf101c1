import type { Choice } from './choice-list.tsx'
import { ChoiceList } from './choice-list.tsx'
import type { FieldFrameProps } from './field-frame.tsx'
import { FieldGroup } from './field-group.tsx'

export type CheckboxGroupProps = FieldFrameProps & {
  name: string
  choices: Choice[]
  defaultValue?: readonly string[] | undefined
  layout?: 'stack' | 'row' | 'tiles' | undefined
}

/** Any number of a few; every ticked value arrives under the same name. */
export function CheckboxGroup({
  name,
  choices,
  defaultValue = [],
  layout = 'stack',
  ...frame
}: CheckboxGroupProps) {
  return (
    <FieldGroup {...frame}>
      <ChoiceList
        type="checkbox"
        id={frame.id}
        name={name}
        choices={choices}
        chosen={defaultValue}
        layout={layout}
        invalid={frame.error !== undefined}
      />
    </FieldGroup>
  )
}
