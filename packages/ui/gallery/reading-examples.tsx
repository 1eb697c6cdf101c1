import {
  BigNumber,
  Button,
  ConfirmBlock,
  DescriptionList,
  EmptyState,
  Heading,
  LinkButton,
  Notice,
  Pagination,
  ProgressBar,
  Row,
  StatusBadge,
  SummaryList,
  TabLinks,
  Table,
} from '../src/index.ts'

export function ReadingExamples() {
  return (
    <>
      <Heading level={2} kicker="あと少しで完了します">
        予約内容の確認
      </Heading>
      <SummaryList
        rows={[
          { term: '手続', value: 'マイナンバーカードの受け取り' },
          {
            term: '場所',
            value: '見本市役所 1階 市民課',
            change: { href: '/venue', label: '場所を変更する' },
          },
          {
            term: '日時',
            value: '令和8年11月28日（土）9時30分',
            change: { href: '/time', label: '日時を変更する' },
          },
        ]}
      />
      <Notice kind="success" label="完了" title="予約を受け付けました" level={3}>
        <p>確認のメールをお送りしました。</p>
      </Notice>
      <BigNumber label="予約番号" value="4821-0937" />
      <Notice kind="info" label="お知らせ" title="カレンダーに追加できます" level={3} />
      <Notice kind="warning" label="注意" title="受け取りの期限は12月20日です" level={3} />
      <Notice kind="emergency" label="重要なお知らせ" title="大雪のため、本日の窓口を閉めました" level={3}>
        <p>予約は取り消されていません。あらためて日時をお選びいただけます。</p>
      </Notice>
      <Heading level={2}>申請の状況</Heading>
      <p>
        <StatusBadge>受領</StatusBadge> <StatusBadge tone="info">通知済</StatusBadge>{' '}
        <StatusBadge tone="success">交付済</StatusBadge> <StatusBadge tone="warning">督促</StatusBadge>{' '}
        <StatusBadge tone="danger" look="fill">
          本人確認待ち
        </StatusBadge>
      </p>
      <DescriptionList
        items={[
          { term: '期限', value: '令和8年12月20日（日）' },
          { term: '保管場所', value: '見本市役所' },
        ]}
      />
      <ProgressBar label="取込" value={58} text="312件中 180件" />
      <TabLinks
        label="表示の切替"
        tabs={[
          { text: '本日', href: '?tab=today', current: true, count: 12 },
          { text: '今週', href: '?tab=week' },
        ]}
      />
      <Table
        caption="本日の予約"
        columns={[{ text: '時刻', sort: 'ascending' }, '氏名', '状態', { text: '件数', align: 'end' }]}
      >
        <Row>
          <td>9時30分</td>
          <td>見本 花子</td>
          <td>
            <StatusBadge tone="success">来庁</StatusBadge>
          </td>
          <td>1</td>
        </Row>
        <Row>
          <td>10時</td>
          <td>見本 太郎</td>
          <td>
            <StatusBadge>予約</StatusBadge>
          </td>
          <td>3</td>
        </Row>
      </Table>
      <Pagination
        label="ページの移動"
        previous={{ href: '?page=1', text: '前へ' }}
        next={{ href: '?page=3', text: '次へ' }}
        pages={[
          { text: '1', href: '?page=1', label: '1ページ目' },
          { text: '2', href: '?page=2', label: '2ページ目', current: true },
          'gap',
          { text: '9', href: '?page=9', label: '9ページ目' },
        ]}
      />
      <ConfirmBlock
        title="この予約を取り消しますか"
        kind="irreversible"
        actions={
          <>
            <Button kind="danger">予約を取り消す</Button>
            <LinkButton kind="secondary" href="/my">
              取り消さない
            </LinkButton>
          </>
        }
      >
        <p>11月28日（土）9時30分の枠は、ほかの方が予約できるようになります。</p>
      </ConfirmBlock>
      <EmptyState
        title="11月は満員です"
        actions={<LinkButton href="/wait">空きが出たら知らせてもらう</LinkButton>}
      >
        <p>12月の予約は、11月16日（月）9時から受け付けます。</p>
      </EmptyState>
    </>
  )
}
