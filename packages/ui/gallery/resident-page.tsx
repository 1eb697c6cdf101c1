import {
  BlueEnvelope,
  Breadcrumbs,
  Button,
  ButtonRow,
  Card,
  ChoiceTiles,
  ErrorSummary,
  Footer,
  Header,
  Heading,
  Icon,
  LanguageLinks,
  LinkButton,
  Main,
  NoLetter,
  Notice,
  Postcard,
  ProgressIndicator,
  SkipLink,
  TextLink,
} from '../src/index.ts'
import { CalendarExamples } from './calendar-examples.tsx'
import { FormExamples } from './form-examples.tsx'
import { ReadingExamples } from './reading-examples.tsx'

/** A resident's page that holds every component for residents, in the order in which a journey meets them. */
export function ResidentPage() {
  return (
    <>
      <SkipLink>本文へ移動</SkipLink>
      <Header name="見本市" service="マイナンバーカード交付予約" href="/">
        <LanguageLinks
          label="言語をえらぶ"
          languages={[
            { name: '日本語', href: '?lang=ja', lang: 'ja', current: true },
            { name: 'やさしい にほんご', href: '?lang=ja-easy', lang: 'ja' },
            { name: 'English', href: '?lang=en', lang: 'en' },
          ]}
        />
      </Header>
      <Main>
        <Breadcrumbs label="現在位置" items={[{ text: 'トップ', href: '/' }, { text: '部品の見本' }]} />
        <ErrorSummary
          title="入力内容を確認してください"
          errors={[
            { text: '照会番号は12文字です。いま11文字入力されています。', href: '#inquiry' },
            { text: '生年月日の月は1から12までの数字で入力してください。', href: '#birth' },
          ]}
        />
        <Heading level={1}>お手元の通知をえらんでください</Heading>
        <Notice
          kind="maintenance"
          label="メンテナンスのお知らせ"
          title="11月15日（日）0時から5時まで、予約できません"
          date="11月1日"
        >
          <p>お電話での予約は、午前8時30分から受け付けます。</p>
        </Notice>
        <ChoiceTiles
          tiles={[
            {
              href: '/letter/postcard',
              title: 'はがき・案内が届いた',
              note: 'カードの受け取り',
              picture: <Postcard />,
            },
            {
              href: '/letter/envelope',
              title: '青い封筒が届いた',
              note: '有効期限のお知らせ',
              picture: <BlueEnvelope />,
            },
            {
              href: '/letter/none',
              title: '通知はない',
              note: '暗証番号の再設定など',
              picture: <NoLetter />,
            },
          ]}
        />
        <ProgressIndicator
          label="手続きの流れ"
          steps={[
            { text: '本人の確認', state: 'done', stateText: '完了', href: '/a' },
            { text: '日時をえらぶ', state: 'current', stateText: '現在の手順' },
            { text: '内容の確認', state: 'coming' },
            { text: '予約の完了', state: 'coming' },
          ]}
        />
        <Card title="カードは市役所に届いています" look="key">
          <p>いちばん早い空き</p>
          <p>
            <strong>令和8年11月28日（土）9時30分</strong>
            <br />
            見本市役所 1階 市民課
          </p>
          <ButtonRow>
            <Button size="large">この日時で予約する</Button>
            <LinkButton kind="secondary" href="/dates">
              ほかの日時をえらぶ
            </LinkButton>
          </ButtonRow>
        </Card>
        <CalendarExamples />
        <FormExamples />
        <ReadingExamples />
        <p>
          くわしくは
          <TextLink href="/help" newWindow="別のウィンドウで開きます">
            よくある質問
          </TextLink>
          をご覧ください。
        </p>
      </Main>
      <Footer
        label="このサイトについて"
        links={[
          { href: '/help', text: 'お問い合わせ' },
          { href: '/accessibility', text: 'アクセシビリティ' },
          { href: '/privacy', text: '個人情報の取扱い' },
        ]}
      >
        <p>
          見本市 市民課 <Icon name="phone" /> 電話：000-000-0000（平日 8時30分から17時15分まで）
        </p>
      </Footer>
    </>
  )
}
