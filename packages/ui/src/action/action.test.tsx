import { renderToStaticMarkup as html } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Button, ButtonRow, ConfirmBlock, Countdown, LinkButton, TextLink } from '../index.ts'

describe('a button', () => {
  it('sends its form and takes every native attribute', () => {
    expect(
      html(
        <Button name="act" value="book">
          予約する
        </Button>,
      ),
    ).toBe(
      '<button class="button" data-kind="primary" data-size="medium" type="submit" name="act" value="book">予約する</button>',
    )
  })

  it('that cannot be pressed stays focusable, says why, and sends nothing', () => {
    const page = html(<Button unavailable="先に会場を選んでください。">次へ</Button>)
    const [, reason] = /aria-describedby="([^"]+)"/.exec(page) ?? []
    expect(page).toMatch(/type="button" aria-disabled="true"/)
    expect(page).not.toContain(' disabled')
    expect(page).toContain(`<span id="${reason}">先に会場を選んでください。</span>`)
  })
})

describe('a link', () => {
  it('may look like a button and remains a link', () => {
    expect(
      html(
        <LinkButton href="/dates" kind="secondary">
          日時
        </LinkButton>,
      ),
    ).toBe('<a class="button" data-kind="secondary" data-size="medium" href="/dates">日時</a>')
  })

  it('that opens a window says so and tells that window nothing', () => {
    const page = html(
      <TextLink href="/map" newWindow="別のウィンドウで開きます">
        地図
      </TextLink>,
    )
    expect(page).toContain('target="_blank" rel="noreferrer"')
    expect(page).toContain('role="img" aria-label="別のウィンドウで開きます"')
  })
})

describe('before something happens', () => {
  it('asks on the page, in a named region', () => {
    const page = html(
      <ConfirmBlock
        title="取り消しますか"
        kind="irreversible"
        actions={<Button kind="danger">取り消す</Button>}
      >
        戻せません
      </ConfirmBlock>,
    )
    const [, id] = /aria-labelledby="([^"]+)"/.exec(page) ?? []
    expect(page).toContain(`<h2 id="${id}">取り消しますか</h2>戻せません<div class="button-row">`)
    expect(html(<ButtonRow>x</ButtonRow>)).toBe('<div class="button-row">x</div>')
  })

  it('tells a time limit as a sentence, with an empty place for what is said later', () => {
    const page = html(
      <Countdown until={new Date('2026-11-28T00:42:00Z')} warning="あと2分です" over="終わりました">
        <p>9時42分まで</p>
      </Countdown>,
    )
    expect(page).toContain('data-countdown="2026-11-28T00:42:00.000Z" data-countdown-warn="120"')
    expect(page).toContain('<p>9時42分まで</p><p class="countdown-said" role="status"></p>')
  })
})
