import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkTheme, readTheme, type ThemeProblem } from '@madoguchi/ui/theme-rules'

/** A logo is on every page of a resident; the whole page may weigh 100 KB. */
const LOGO_LIMIT = 20 * 1024

// theme.css is served to residents as it is: only our own properties, only plain colours, nothing that fetches.
const THEME = /^\s*:root\s*\{(\s*--tenant-[a-z-]+\s*:\s*#[0-9a-f]{3}([0-9a-f]{3})?\s*;)*\s*\}\s*$/i

// What an SVG may not hold when a browser opens it by its own address: scripts, and anything from elsewhere.
const LIVELY =
  /<script|<foreignObject|<!ENTITY|\son[a-z]+\s*=|javascript:|(href|src)\s*=\s*["'](?!#)|@import|url\(\s*["']?(?!#)/i

/** Sentences on what is wrong with tenants/<slug>/theme.css; none when its colours can be read by everybody. */
export async function problemsOfTheme(tenantsDir: string, slug: string): Promise<string[]> {
  const name = `tenants/${slug}/theme.css`
  const css = await readFile(join(tenantsDir, slug, 'theme.css'), 'utf8').catch(() => null)
  if (css === null) return [`${name}：ファイルがありません`]
  if (!THEME.test(css.replace(/\/\*[\s\S]*?\*\//g, '')))
    return [`${name}：:root { } の中に、--tenant-… : #rrggbb; だけを書いてください`]
  return checkTheme(readTheme(css)).map((problem) => `${name} の ${sayThemeProblem(problem)}`)
}

function sayThemeProblem(problem: ThemeProblem): string {
  if (problem.reason === 'not-a-colour')
    return `--tenant-${problem.colour}：「${problem.value}」は色ではありません`
  const ground = problem.on === 'page' ? 'ページの地の色（白）' : `--tenant-${problem.on}`
  return `--tenant-${problem.colour}：${ground}とのコントラスト比が ${problem.ratio} です。${problem.needed} 以上にしてください`
}

/** Sentences on what is wrong with tenants/<slug>/logo.svg. */
export async function problemsOfLogo(tenantsDir: string, slug: string): Promise<string[]> {
  const name = `tenants/${slug}/logo.svg`
  const svg = await readFile(join(tenantsDir, slug, 'logo.svg'), 'utf8').catch(() => null)
  if (svg === null) return [`${name}：ファイルがありません`]
  const bytes = Buffer.byteLength(svg)
  return [
    ...(bytes > LOGO_LIMIT
      ? [`${name}：${bytes} バイトあります。${LOGO_LIMIT} バイトまでにしてください`]
      : []),
    ...(/^\s*<svg[^>]*\sviewBox=/.test(svg) ? [] : [`${name}：viewBox のある <svg> で始めてください`]),
    ...(LIVELY.test(svg) ? [`${name}：スクリプトや、外のファイルの参照を含めることはできません`] : []),
  ]
}
