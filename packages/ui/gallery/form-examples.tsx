import {
  Button,
  ButtonRow,
  Checkbox,
  CheckboxGroup,
  Countdown,
  DateFields,
  Field,
  FieldGroup,
  FileInput,
  Heading,
  RadioGroup,
  Select,
  Textarea,
  TextInput,
} from '../src/index.ts'

const eras = [
  { value: 'western', label: '西暦' },
  { value: 'reiwa', label: '令和' },
  { value: 'heisei', label: '平成' },
  { value: 'showa', label: '昭和' },
  { value: 'taisho', label: '大正' },
  { value: 'meiji', label: '明治' },
]

export function FormExamples() {
  return (
    <form method="post" data-submit-once="">
      <Heading level={2}>本人の確認</Heading>
      <Field
        id="inquiry"
        label="照会番号"
        required="※必須"
        support="はがきの右下にある12文字です。"
        error="照会番号は12文字です。いま11文字入力されています。"
      >
        <TextInput
          name="inquiry"
          width="long"
          defaultValue="7K3M-9QXT-2A"
          autoCapitalize="characters"
          autoComplete="off"
        />
      </Field>
      <DateFields
        id="birth"
        name="birth"
        label="生年月日"
        required="※必須"
        support="例：昭和55年4月1日"
        error="生年月日の月は1から12までの数字で入力してください。"
        wrong={['month']}
        words={{ era: '年号', year: '年', month: '月', day: '日' }}
        eras={eras}
        defaultValue={{ era: 'showa', year: '５５', month: '14', day: '1' }}
        autoComplete="bday"
      />
      <RadioGroup
        id="who"
        name="who"
        label="窓口に来る方"
        required="※必須"
        choices={[
          { value: 'self', label: 'カードをつくった本人' },
          { value: 'parent', label: '本人と法定代理人', note: '本人が15歳未満のとき' },
        ]}
        defaultValue="self"
      />
      <CheckboxGroup
        id="reason"
        name="reason"
        label="お手伝いが必要なこと"
        optional="任意"
        choices={[
          { value: 'chair', label: '車いすで行きます' },
          { value: 'sign', label: '手話通訳が必要です', note: '1週間前までにご予約ください。' },
        ]}
        defaultValue={['sign']}
      />
      <Field id="venue" label="会場">
        <Select
          name="venue"
          empty="選択してください"
          options={[
            { value: 'hall', label: '見本市役所' },
            { value: 'east', label: '東支所' },
          ]}
        />
      </Field>
      <Field id="note" label="連絡事項" optional="任意" support="12けたの個人番号は書かないでください。">
        <Textarea name="note" />
      </Field>
      <FieldGroup id="brought" label="持ち物の確認">
        <Checkbox id="brought" name="brought" value="letter" label="はがき（交付通知書）" />
        <Checkbox
          name="brought"
          value="identity"
          label="運転免許証など"
          note="顔写真つきは1点、ないときは2点"
        />
      </FieldGroup>
      <Field id="file" label="カード到着ファイル" support="CSV、10メガバイトまで">
        <FileInput name="file" accept=".csv" />
      </Field>
      <Countdown
        until={new Date('2026-11-01T00:42:00Z')}
        warning="あと2分です。延長できます。"
        over="確保の時間が終わりました。"
      >
        <p>この枠は9時42分まで確保しています。</p>
      </Countdown>
      <ButtonRow>
        <Button>この内容で予約する</Button>
        <Button kind="secondary">延長する</Button>
        <Button kind="text">入力をやめる</Button>
        <Button kind="secondary" size="small" type="button" data-print="">
          印刷する
        </Button>
        <Button unavailable="先に会場を選んでください。">日時をえらぶ</Button>
      </ButtonRow>
    </form>
  )
}
