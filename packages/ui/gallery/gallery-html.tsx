import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { OfficePage } from './office-page.tsx'
import { ResidentPage } from './resident-page.tsx'

/** The style sheet as one text, imports in place. */
function galleryCss() {
  const read = (file: string) => readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8')
  return `${read('styles.css')}@import "./office/office.css";`.replace(
    /@import "(.*?)";/g,
    (_, file: string) => read(file),
  )
}

/** Every component on one page, as a whole document with its style sheet in it. */
export function galleryHtml(page: 'resident' | 'office') {
  const office = page === 'office'
  const body = renderToStaticMarkup(office ? <OfficePage /> : <ResidentPage />)
  return `<!doctype html>
<html lang="ja" data-enhanced>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>部品の見本</title>
<style>${galleryCss()}</style>
<body${office ? ' data-density="compact"' : ''}>${body}</body>
</html>`
}
