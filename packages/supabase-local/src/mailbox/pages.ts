import { html, raw } from 'hono/html'
import type { Mail } from './mails.ts'

const STYLE = `
  body { margin: 0 auto; max-width: 60rem; padding: 1rem; color: #1a1a1c; background: #fff;
    font: 1rem/1.7 'Noto Sans JP', 'Hiragino Sans', sans-serif; overflow-wrap: anywhere; }
  table { width: 100%; border-collapse: collapse; }
  caption { text-align: left; }
  th, td { padding: .5rem; border-bottom: 1px solid #949494; text-align: left; vertical-align: top; }
  a { color: #0017c1; }
  a:focus-visible, pre:focus-visible { outline: 4px solid #000; outline-offset: 2px; background: #ffd43d; }
  pre { padding: 1rem; background: #f2f2f2; white-space: pre-wrap; font: inherit; }
  dt { font-weight: bold; }
  dd { margin: 0 0 .5rem; }`

const page = (title: string, body: unknown) => html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}｜ローカルの受信箱</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>`

/** The list of caught mails, newest first. */
export const listPage = (mails: Mail[]) =>
  page(
    '届いたメール',
    mails.length === 0
      ? html`<p>まだメールは届いていません。送信されたメールは、外には出ずにここに届きます。水瀬町（架空）のSMSもここに届きます。</p>`
      : html`<table>
<caption>新しい順に ${mails.length} 件です。メールは外には送られません。</caption>
<thead><tr><th scope="col">受信日時</th><th scope="col">宛先</th><th scope="col">件名</th></tr></thead>
<tbody>${mails.map(row)}</tbody>
</table>`,
  )

const row = (mail: Mail) => html`<tr>
<td>${when(mail)}</td><td>${mail.to.join('、')}</td>
<td><a href="/messages/${mail.id}">${mail.subject || '（件名なし）'}</a></td></tr>`

/** One mail: its text, its attachments, and a link to its HTML if it has any. */
export const mailPage = (mail: Mail) =>
  page(
    mail.subject || '（件名なし）',
    html`<dl>
<dt>差出人</dt><dd>${mail.from}</dd>
<dt>宛先</dt><dd>${mail.to.join('、')}</dd>
<dt>受信日時</dt><dd>${when(mail)}</dd>
</dl>
<h2 id="text">本文</h2>
<pre tabindex="0" aria-labelledby="text" role="region">${withLinks(mail.text)}</pre>
${mail.html === null ? '' : html`<p><a href="/messages/${mail.id}/html">HTML の本文を見る</a></p>`}
${mail.attachments.length === 0 ? '' : html`<h2>添付ファイル</h2><ul>${mail.attachments.map(attachment(mail))}</ul>`}
<p><a href="/">一覧に戻る</a></p>`,
  )

const attachment = (mail: Mail) => (file: Mail['attachments'][number], index: number) =>
  html`<li><a href="/messages/${mail.id}/attachments/${index}">${file.name}</a>（${file.type}、${file.size} バイト）</li>`

/** Addresses in the text become links, so that a confirmation link can be followed. */
function withLinks(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"「」（）]+)/)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))
}

const japanTime = new Intl.DateTimeFormat('ja-JP', {
  dateStyle: 'long',
  timeStyle: 'medium',
  timeZone: 'Asia/Tokyo',
})
const when = (mail: Mail) =>
  html`<time datetime="${mail.receivedAt.toISOString()}">${japanTime.format(mail.receivedAt)}</time>`

export const notFoundPage = () => page('メールが見つかりません', html`<p><a href="/">一覧に戻る</a></p>`)
