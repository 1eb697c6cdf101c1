import { renderToStaticMarkup as html } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import {
  AppFrame,
  BigNumber,
  Card,
  ChoiceTiles,
  Columns,
  DescriptionList,
  EmptyState,
  Icon,
  Kbd,
  NoLetter,
  ProgressBar,
  Row,
  ScanBox,
  StatusBadge,
  SummaryList,
  Table,
} from '../index.ts'

describe('what is read', () => {
  it('can be changed row by row, each link saying what it changes', () => {
    const page = html(
      <SummaryList
        rows={[
          { term: '場所', value: '市役所' },
          { term: '日時', value: '9時', change: { href: '/time', label: '日時を変更する' } },
        ]}
      />,
    )
    expect(page).toBe(
      '<dl class="summary-list"><div><dt>場所</dt><dd>市役所</dd></div><div><dt>日時</dt><dd>9時</dd><dd class="summary-change"><a href="/time">日時を変更する</a></dd></div></dl>',
    )
  })

  it.each([
    [
      'facts by name',
      <DescriptionList key="a" items={[{ term: '期限', value: '20日' }]} />,
      '<div><dt>期限</dt><dd>20日</dd></div>',
    ],
    [
      'a state in a word',
      <StatusBadge key="b" tone="success">
        交付済
      </StatusBadge>,
      'data-tone="success" data-look="outline">交付済</span>',
    ],
    [
      'a card with its title',
      <Card key="c" title="記録" level={3}>
        x
      </Card>,
      '<h3 class="card-title">記録</h3>x',
    ],
    [
      'a number with its name',
      <BigNumber key="d" label="予約番号" value="4821" />,
      '>予約番号 </span><span class="big-number-value">4821</span>',
    ],
    [
      'that there is nothing, and what to do',
      <EmptyState key="e" title="満員です" actions="電話" />,
      '<div class="button-row">電話</div>',
    ],
    ['a key to press', <Kbd key="f">Enter</Kbd>, '<kbd class="kbd">Enter</kbd>'],
    [
      'parts side by side',
      <Columns key="g" split="thirds">
        x
      </Columns>,
      '<div class="columns" data-split="thirds">x</div>',
    ],
    ['a sign that is decoration', <Icon key="h" name="info" />, 'aria-hidden="true"'],
    ['a sign that speaks', <Icon key="i" name="place" label="場所" />, 'role="img" aria-label="場所"'],
  ])('is %s', (_what, element, expected) => {
    expect(html(element)).toContain(expected)
  })

  it('goes on without a value and shows how far with one', () => {
    expect(html(<ProgressBar id="p" label="取込" />)).toContain(
      '<label for="p">取込</label><progress id="p" max="100"></progress>',
    )
    expect(html(<ProgressBar id="p" label="取込" value={58} text="180件" />)).toContain(
      'value="58"></progress><span>180件</span>',
    )
  })

  it('is a large link for each letter one may hold', () => {
    const page = html(
      <ChoiceTiles tiles={[{ href: '/none', title: '通知はない', note: '再設定', picture: <NoLetter /> }]} />,
    )
    expect(page).toMatch(/<li><a href="\/none"><svg class="picture"[^>]*aria-hidden="true"/)
    expect(page).toContain('<span class="tile-title">通知はない</span><span class="tile-note">再設定</span>')
  })
})

describe('a table', () => {
  it('is named by its caption, and so is the box that scrolls it', () => {
    const page = html(<Table caption="本日の予約" captionHidden columns={['時刻']} />)
    const [, id] = /aria-labelledby="([^"]+)"/.exec(page) ?? []
    expect(page).toContain('tabindex="0"><table role="table" class="table">')
    expect(page).toContain(`<caption id="${id}" class="visually-hidden">本日の予約</caption>`)
  })

  it('says in each cell which column it is of, for a screen that has no room for columns', () => {
    const act = false
    const page = html(
      <Table
        caption="本日の予約"
        columns={['時刻', '氏名', { text: '件数', align: 'end', sort: 'ascending' }]}
      >
        <Row data-state="done">
          <td>9時</td>
          {act && <td>開く</td>}
          <th scope="row">見本</th>
          <td className="digits">3</td>
        </Row>
      </Table>,
    )
    expect(page).toContain(
      '<th scope="col" role="columnheader" data-align="end" aria-sort="ascending">件数</th></tr></thead>',
    )
    expect(page).toContain(
      '<tr role="row" data-state="done"><td role="cell" data-label="時刻">9時</td>' +
        '<th scope="row" role="rowheader" data-label="氏名">見本</th>' +
        '<td class="digits" role="cell" data-align="end" data-label="件数">3</td></tr>',
    )
  })
})

describe('an office page', () => {
  const page = html(
    <AppFrame
      skip="本文へ"
      brand={{ text: '見本市', href: '/' }}
      scan={<ScanBox action="/find" label="検索" button="開く" />}
      navLabel="部屋"
      rooms={[{ text: '窓口', href: '/counter', current: true, count: 3 }]}
    >
      仕事
    </AppFrame>,
  )

  it('has bar, rooms and work as landmarks, the skip link first', () => {
    expect(page).toMatch(
      /^<div class="app-frame"><a class="skip-link" href="#main">本文へ<\/a><header class="app-bar">/,
    )
    expect(page).toContain('<a href="/counter" aria-current="page">窓口<span class="count">3</span></a>')
    expect(page).toContain('<main id="main" class="app-main" tabindex="-1">仕事</main>')
  })

  it('always has its scan box, which works without a script', () => {
    expect(page).toContain('<search><form class="scan-box" action="/find">')
    expect(page).toMatch(
      /<input class="input" type="search" name="q" aria-label="検索" data-focus-key="\/" aria-keyshortcuts="\/"/,
    )
  })
})
