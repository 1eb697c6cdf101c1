/** What a page that stands alone says: no script, no data, no built file but one small stylesheet. */
export type PlainPage = {
  /** For `<html lang>`. */
  lang: string
  /** Whose site it is. */
  site?: string | undefined
  title: string
  paragraphs: string[]
  /** Small print: the number to quote. */
  reference?: string | undefined
  /** The way that is always open: the number as it is dialled, and sentences with it. */
  telephone?: { number: string; text: string; hours: string } | undefined
  link?: { href: string; text: string } | undefined
}

/** Where the shell serves PLAIN_STYLES. */
export const PLAIN_STYLES_PATH = '/plain.css'

export const PLAIN_STYLES = `html{color:#1a1a1a;background:#fff;font:1rem/1.75 system-ui,sans-serif}
body{max-width:40rem;margin:4rem auto;padding:0 1.5rem}
h1{font-size:1.75rem;line-height:1.5}
small{color:#4d4d4d}
a{display:inline-block;padding:.5rem 0;color:#0017c1;text-underline-offset:.2em}
.go{padding:.5rem 1.5rem;border:2px solid;border-radius:.5rem;font-weight:700;text-decoration:none}
a:focus-visible{outline:4px solid #000;outline-offset:2px;background:#ffd43d}
@media(max-width:30rem){body{margin-top:1.5rem}.go{display:block;text-align:center}}
`

/** A calm page for errors and refusals, whole: also readable when everything else is broken. */
export function plainPage(page: PlainPage): string {
  const { lang, site, title, paragraphs, telephone, reference, link } = page
  return `<!doctype html>
<html lang="${inHtml(lang)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${inHtml(title)}</title><link rel="stylesheet" href="${PLAIN_STYLES_PATH}"></head>
<body><main>${site ? `<p><strong>${inHtml(site)}</strong></p>` : ''}<h1>${inHtml(title)}</h1>
${paragraphs.map((text) => `<p>${inHtml(text)}</p>`).join('\n')}
${link ? `<p><a class="go" href="${inHtml(link.href)}">${inHtml(link.text)}</a></p>` : ''}
${telephone ? `<p><a href="tel:${inHtml(telephone.number)}">${inHtml(telephone.text)}</a><br>${inHtml(telephone.hours)}</p>` : ''}
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
