import { renderToStaticMarkup as html } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import {
  Breadcrumbs,
  ErrorSummary,
  Footer,
  Header,
  Heading,
  LanguageLinks,
  Main,
  Notice,
  Pagination,
  ProgressIndicator,
  SkipLink,
  TabLinks,
} from '../index.ts'

describe('the shell of a page', () => {
  it('begins with a link past the header to the content', () => {
    expect(html(<SkipLink>本文へ移動</SkipLink>)).toBe('<a class="skip-link" href="#main">本文へ移動</a>')
    expect(html(<Main>本文</Main>)).toBe(
      '<main id="main" tabindex="-1" class="main" data-width="reading">本文</main>',
    )
  })

  it('says whose site it is, with the logo as decoration', () => {
    const page = html(
      <Header name="見本市" service="予約" href="/" logo={{ src: '/logo.svg', width: 36, height: 36 }} />,
    )
    expect(page).toContain('<img src="/logo.svg" width="36" height="36" alt=""/>')
    expect(page).toContain('<a class="header-home" href="/">')
  })

  it('names each language in that language', () => {
    const page = html(
      <LanguageLinks
        label="言語"
        languages={[
          { name: '日本語', href: '?lang=ja', lang: 'ja', current: true },
          { name: 'English', href: '?lang=en', lang: 'en' },
        ]}
      />,
    )
    expect(page).toContain('<a href="?lang=ja" lang="ja" hrefLang="ja" aria-current="true">日本語</a>')
    expect(page).toContain('<a href="?lang=en" lang="en" hrefLang="en">English</a>')
  })

  it('ends with where help is', () => {
    const page = html(
      <Footer label="案内" links={[{ href: '/help', text: 'お問い合わせ' }]}>
        市民課
      </Footer>,
    )
    expect(page).toMatch(
      /<nav aria-label="案内"><ul><li><a href="\/help">お問い合わせ<\/a><\/li><\/ul><\/nav>市民課/,
    )
  })

  it('shows where the page stands', () => {
    const page = html(
      <Breadcrumbs label="現在位置" items={[{ text: 'トップ', href: '/' }, { text: '予約' }]} />,
    )
    expect(page).toContain('<li><span aria-current="page">予約</span></li>')
  })
})

describe('a heading', () => {
  it('has the level of its place and may look smaller', () => {
    expect(
      html(
        <Heading level={2} size="s" kicker="2番目">
          日時
        </Heading>,
      ),
    ).toBe('<h2 class="heading" data-size="s"><span class="heading-kicker">2番目 </span>日時</h2>')
  })
})

describe('a notice', () => {
  it('is a named region whose sign, word and colour agree', () => {
    const page = html(<Notice kind="maintenance" label="メンテナンス" title="15日は休みます" level={3} />)
    const [, id] = /aria-labelledby="([^"]+)"/.exec(page) ?? []
    expect(page).toContain(`<h3 id="${id}" class="notice-title">15日は休みます</h3>`)
    expect(page).toContain('data-kind="maintenance"')
    expect(page).toContain('</svg> メンテナンス')
  })
})

describe('an error summary', () => {
  it('is absent when nothing is wrong', () => {
    expect(html(<ErrorSummary title="確認" errors={[]} />)).toBe('')
  })

  it('can take focus, asks for it, and leads to each field', () => {
    const page = html(
      <ErrorSummary
        title="確認"
        errors={[{ text: '12文字です。', href: '#code' }, { text: '満員です。' }]}
      />,
    )
    expect(page).toMatch(
      /^<div class="error-summary" role="alert" aria-labelledby="[^"]+" tabindex="-1" autofocus="" data-autofocus="">/,
    )
    expect(page).toContain('<li><a href="#code">12文字です。</a></li><li>満員です。</li>')
  })
})

describe('moving about', () => {
  it('marks the step that this page is, in words too', () => {
    const page = html(
      <ProgressIndicator
        label="流れ"
        steps={[
          { text: '確認', state: 'done', stateText: '完了', href: '/a' },
          { text: '日時', state: 'current', stateText: '現在' },
        ]}
      />,
    )
    expect(page).toContain(
      '<li data-state="done"><a href="/a">確認</a><span class="visually-hidden">（完了）</span></li>',
    )
    expect(page).toContain('<li data-state="current" aria-current="step">')
  })

  it('marks the tab and the page that are open', () => {
    expect(
      html(<TabLinks label="表示" tabs={[{ text: '本日', href: '?a', current: true, count: 0 }]} />),
    ).toContain('<a href="?a" aria-current="page">本日<span class="count">0</span></a>')
    const pages = html(
      <Pagination
        label="ページ"
        pages={[{ text: '1', href: '?p=1', label: '1ページ目', current: true }, 'gap']}
        next={{ href: '?p=2', text: '次へ' }}
      />,
    )
    expect(pages).toContain('<a href="?p=1" aria-label="1ページ目" aria-current="page">1</a>')
    expect(pages).toContain('<li aria-hidden="true">…</li><li><a href="?p=2" rel="next">次へ</a></li>')
  })
})
