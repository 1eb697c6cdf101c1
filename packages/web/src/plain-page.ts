/** What a page that stands alone says: no script, no data, no built file but one small stylesheet. */
export type PlainPage = {
  /** For `<html lang>`. */
  lang: string
  title: string
  paragraphs: string[]
  /** Small print: the number to quote. */
  reference?: string | undefined
  link?: { href: string; text: string } | undefined
}

/** Where the shell serves PLAIN_STYLES. */
export const PLAIN_STYLES_PATH = '/plain.css'

export const PLAIN_STYLES = `html{color:#1a1a1a;background:#fff;font:1rem/1.75 system-ui,sans-serif}
body{max-width:40rem;margin:4rem auto;padding:0 1.5rem}
h1{font-size:1.75rem;line-height:1.5}
small{color:#4d4d4d}
a{color:#0017c1;text-underline-offset:.2em}
a:focus-visible{outline:4px solid #000;outline-offset:2px;background:#ffd43d}
`

/** A calm page for errors and refusals, whole: also readable when everything else is broken. */
export function plainPage(page: PlainPage): string {
  const { lang, title, paragraphs, reference, link } = page
  return `<!doctype html>
<html lang="${inHtml(lang)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${inHtml(title)}</title><link rel="stylesheet" href="${PLAIN_STYLES_PATH}"></head>
<body><main><h1>${inHtml(title)}</h1>
${paragraphs.map((text) => `<p>${inHtml(text)}</p>`).join('\n')}
${link ? `<p><a href="${inHtml(link.href)}">${inHtml(link.text)}</a></p>` : ''}
${reference ? `<p><small>${inHtml(reference)}</small></p>` : ''}</main></body></html>
`
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const inHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
