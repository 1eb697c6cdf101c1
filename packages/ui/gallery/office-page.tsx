import {
  AppFrame,
  Button,
  ButtonRow,
  Card,
  CheckboxGroup,
  Columns,
  DescriptionList,
  Field,
  Heading,
  Kbd,
  Notice,
  RadioGroup,
  ScanBox,
  Select,
  StatusBadge,
  TextInput,
} from '../src/index.ts'
import { ReadingExamples } from './reading-examples.tsx'

const rooms = [
  '今日',
  '受入',
  '保管',
  '通知',
  '予約',
  '移送',
  '窓口',
  '督促・廃棄',
  '棚卸',
  '電話受付',
  '統計',
  '設定',
]

/** An office page, dense: `data-density="compact"` on body. */
export function OfficePage() {
  return (
    <AppFrame
      skip="本文へ移動"
      brand={{ text: '見本市 交付管理', href: '/' }}
      scan={<ScanBox action="/find" label="スキャンまたは検索" button="開く" />}
      bar={
        <>
          <span>市役所 3番窓口</span>
          <span>令和8年11月28日（土）</span>
          <StatusBadge tone="success">接続中</StatusBadge>
          <span>窓口 一郎</span>
          <Button kind="secondary" size="small">
            画面をロックする
          </Button>
        </>
      }
      navLabel="部屋"
      rooms={rooms.map((text, place) => ({
        text,
        href: `/rooms/${place}`,
        current: text === '窓口',
        count: text === '予約' ? 24 : undefined,
      }))}
    >
      <Heading level={1}>カードの交付</Heading>
      <Notice kind="warning" label="注意" title="カードは12番の箱にあります" />
      <Columns>
        <Card title="すること">
          <RadioGroup
            id="identity"
            name="identity"
            label="本人確認書類"
            choices={[
              { value: 'photo', label: '顔写真つき 1点' },
              { value: 'two', label: '顔写真なし 2点' },
            ]}
          />
          <CheckboxGroup
            id="collected"
            name="collected"
            label="回収したもの"
            choices={[
              { value: 'notice', label: '通知カード' },
              { value: 'register', label: '住民基本台帳カード' },
            ]}
            layout="row"
          />
          <Field id="stopped" label="中断の理由">
            <Select
              name="stopped"
              empty="選択してください"
              options={[{ value: 'papers', label: '書類の不足' }]}
            />
          </Field>
          <Field id="label" label="カードのラベル">
            <TextInput name="label" />
          </Field>
          <ButtonRow>
            <Button>
              交付する <Kbd>Enter</Kbd>
            </Button>
            <Button kind="secondary">中断する</Button>
          </ButtonRow>
        </Card>
        <Card title="記録">
          <DescriptionList
            layout="columns"
            items={[
              { term: '氏名', value: '見本 花子' },
              { term: 'カナ', value: 'ミホン ハナコ' },
              { term: '生年月日', value: '昭和55年4月1日' },
              { term: '状態', value: <StatusBadge tone="info">通知済</StatusBadge> },
            ]}
          />
        </Card>
      </Columns>
      <ReadingExamples />
    </AppFrame>
  )
}
