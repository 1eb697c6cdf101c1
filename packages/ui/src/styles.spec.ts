import { readdirSync, readFileSync } from 'node:fs'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { describe, expect, it } from 'vitest'

const here = new URL('.', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, here), 'utf8')
const declarations = (css: string) =>
  Object.fromEntries([...css.matchAll(/(--[\w-]+):\s*(.*?);/g)].map(([, name, value]) => [name, value]))

const imported = [...read('styles.css').matchAll(/@import "(.*?)"/g)].map(([, file = '']) => file)
/** What only the office and the operators load. */
const office = ['./office/office.css', './office/table-cards.css']
const residents = imported.map(read).join('\n')
const css = `${residents}\n${office.map(read).join('\n')}`
const ours = declarations(read('tokens.css'))

describe('the style sheet', () => {
  it('imports every css file there is, but for what only the office needs', () => {
    const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.css'),
    )
    expect([...imported, ...office].map((file) => file.slice(2)).sort()).toEqual(
      files.filter((file) => file !== 'styles.css').sort(),
    )
  })

  it('takes its tokens unchanged from the design system, and only those it uses', () => {
    const require = createRequire(import.meta.url)
    const design = declarations(
      readFileSync(require.resolve('@digital-go-jp/design-tokens/dist/tokens.css'), 'utf8'),
    )
    expect(design).toMatchObject(ours)
    expect(Object.keys(ours).filter((name) => !css.includes(`var(${name})`))).toEqual([])
  })

  it('uses no custom property that nobody sets', () => {
    const set = new Set([...css.matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
    expect(
      [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name).filter((name) => !set.has(name)),
    ).toEqual([])
  })

  it('loads nothing: the pages allow no data: images and no fonts', () => {
    expect(css).not.toMatch(/url\(|@font-face/)
  })

  it('that residents load stays under 25 kB without its comments and white space', () => {
    const tight = residents
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};:,>]) ?/g, '$1')
      .replaceAll(';}', '}')
      .replace(/\b0\./g, '.')
    expect(Buffer.byteLength(tight)).toBeLessThan(25_000)
  })

  it('comes with a script of at most 4 kB', () => {
    const tight = stripTypeScriptTypes(read('enhance.ts')).replace(
      /\/\*\*[\s\S]*?\*\/|^\s+|\s+$|\/\/.*$/gm,
      '',
    )
    expect(Buffer.byteLength(tight)).toBeLessThanOrEqual(4096)
  })
})
