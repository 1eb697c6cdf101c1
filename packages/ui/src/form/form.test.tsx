import { renderToStaticMarkup as html } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import {
  Checkbox,
  CheckboxGroup,
  DateFields,
  Field,
  FieldGroup,
  FileInput,
  RadioGroup,
  Select,
  Textarea,
  TextInput,
} from '../index.ts'

const tags = (page: string, name: string) => page.match(new RegExp(`<${name}[ >][^>]*>?`, 'g')) ?? []

describe('a field', () => {
  it('joins label, support text and error to its control', () => {
    const page = html(
      <Field id="code" label="照会番号" required="※必須" support="はがきの右下です。" error="12文字です。">
        <TextInput name="code" />
      </Field>,
    )
    expect(page).toContain(
      '<label class="field-label" for="code">照会番号<span class="badge-required">※必須</span></label>',
    )
    expect(page).toContain('<div id="code-support" class="support-text">はがきの右下です。</div>')
    expect(page).toMatch(/<p id="code-error" class="error-text">.*12文字です。<\/p>/)
    expect(tags(page, 'input')).toEqual([
      '<input class="input" data-width="full" type="text" id="code" aria-describedby="code-support code-error" aria-invalid="true" aria-required="true" name="code"/>',
    ])
  })

  it('describes nothing when there is nothing to say, and never blocks the form by itself', () => {
    const page = html(
      <Field id="mail" label="メール" optional="任意">
        <TextInput name="mail" type="email" />
      </Field>,
    )
    expect(page).toContain('<span class="badge-optional">任意</span>')
    expect(tags(page, 'input')).toEqual([
      '<input class="input" data-width="full" type="email" id="mail" name="mail"/>',
    ])
  })

  it.each([
    ['Textarea', <Textarea key="a" name="x" />, /<textarea [^>]*id="x"[^>]*aria-invalid="true"/],
    [
      'Select',
      <Select key="b" name="x" options={[{ value: '1', label: '一' }]} empty="選択" />,
      /<select [^>]*id="x"[^>]*aria-invalid="true"/,
    ],
    ['FileInput', <FileInput key="c" name="x" />, /<input [^>]*type="file" id="x"[^>]*aria-invalid="true"/],
  ])('wires a %s in the same way', (_name, control, wired) => {
    expect(
      html(
        <Field id="x" label="x" error="まちがい">
          {control}
        </Field>,
      ),
    ).toMatch(wired)
  })

  it('leaves a control outside a field to its caller', () => {
    expect(html(<TextInput aria-label="名" className="wide" />)).toBe(
      '<input class="input wide" data-width="full" type="text" aria-label="名"/>',
    )
  })
})

describe('a group of choices', () => {
  const choices = [
    { value: 'self', label: '本人' },
    { value: 'other', label: '代理人', note: '15歳未満のとき' },
  ]

  it('is a fieldset with its question as legend; the first choice has the id that an error leads to', () => {
    const page = html(
      <RadioGroup
        id="who"
        name="who"
        label="来る方"
        error="選んでください。"
        choices={choices}
        defaultValue="other"
      />,
    )
    expect(page).toMatch(
      /^<fieldset class="field" data-invalid="" role="radiogroup" aria-describedby="who-error" aria-invalid="true">/,
    )
    expect(page).toContain('<legend class="field-label">来る方</legend>')
    expect(tags(page, 'input')).toEqual([
      '<input type="radio" id="who" name="who" value="self"/>',
      '<input type="radio" id="who-2" name="who" aria-describedby="who-2-note" checked="" value="other"/>',
    ])
  })

  it('of checkboxes ticks what was ticked before', () => {
    const page = html(
      <CheckboxGroup id="help" name="help" label="手伝い" choices={choices} defaultValue={['self']} />,
    )
    expect(page).toMatch(/^<fieldset class="field">/)
    expect(tags(page, 'input')[0]).toContain('checked=""')
    expect(tags(page, 'input')[1]).not.toContain('checked')
  })

  it('may be made by hand', () => {
    const page = html(
      <FieldGroup id="bring" label="持ち物">
        <Checkbox id="bring" name="bring" value="letter" label="はがき" />
      </FieldGroup>,
    )
    expect(page).toContain(
      '<input type="checkbox" id="bring" name="bring" value="letter"/><label for="bring">はがき</label>',
    )
  })
})

describe('a birth date', () => {
  const page = html(
    <DateFields
      id="birth"
      name="birth"
      label="生年月日"
      required="※必須"
      error="月は1から12までです。"
      wrong={['month']}
      words={{ era: '年号', year: '年', month: '月', day: '日' }}
      eras={[{ value: 'showa', label: '昭和' }]}
      defaultValue={{ era: 'showa', year: '５５', month: '14', day: '1' }}
      autoComplete="bday"
    />,
  )

  it('is four named parts, and keeps what was typed as it was typed', () => {
    expect(page).toMatch(/<select class="input select" id="birth" aria-required="true" name="birth-era">/)
    expect(page).toContain('id="birth-year" aria-required="true" name="birth-year" value="５５"')
    expect(page).toMatch(/name="birth-day" autocomplete="bday-day"/i)
  })

  it('marks only the part that is wrong', () => {
    expect(page.match(/aria-invalid/g)).toHaveLength(1)
    expect(page).toMatch(/id="birth-month"[^>]*aria-invalid="true"/)
  })

  it('is typed and not spun: no type="number"', () => {
    expect(page).not.toContain('type="number"')
    expect(page.match(/inputMode="numeric"/gi)).toHaveLength(3)
  })
})
