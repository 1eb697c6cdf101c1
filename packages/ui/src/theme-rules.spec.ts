import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkTheme, contrastRatio, readTheme, type Theme } from './theme-rules.ts'

const ours = readTheme('')
const themed = (over: Partial<Theme>) => checkTheme({ ...ours, ...over })

describe('contrast', () => {
  it('is 21 for black on white, 1 for a colour on itself, and the same both ways', () => {
    expect(contrastRatio('#000', '#ffffff')).toBe(21)
    expect(contrastRatio('#0017c1', '#0017c1')).toBe(1)
    expect(contrastRatio('#767676', '#fff')).toBeCloseTo(4.54, 2)
    expect(contrastRatio('#fff', '#767676')).toBe(contrastRatio('#767676', '#fff'))
  })

  it('is not a number for what is not a colour', () => {
    expect(contrastRatio('red', '#fff')).toBeNaN()
  })
})

describe('the theme of a municipality', () => {
  it('passes when it sets nothing', () => {
    expect(checkTheme(ours)).toEqual([])
  })

  it('may use a grey of 4.54 but not of 4.48', () => {
    expect(themed({ primary: '#767676', 'on-primary': '#ffffff' })).toEqual([])
    expect(themed({ primary: '#777777' })).toMatchObject([
      { colour: 'on-primary', on: 'primary', ratio: 4.47, needed: 4.5 },
    ])
  })

  it('may not hide its button on the white page', () => {
    expect(themed({ primary: '#ffd43d', 'on-primary': '#000000' })).toContainEqual(
      expect.objectContaining({ colour: 'primary', on: 'page', needed: 3 }),
    )
  })

  it('may not write on its header what cannot be read', () => {
    expect(themed({ header: '#9bd4b5', 'on-header': '#ffffff' })).toMatchObject([
      { colour: 'on-header', on: 'header' },
    ])
  })

  it.each(['green', '#12', 'rgb(0 0 0)', 'var(--x)'])(
    'may not use %j: only #rrggbb can be checked',
    (header) => {
      expect(themed({ header })).toEqual([{ reason: 'not-a-colour', colour: 'header', value: header }])
    },
  )
})

describe('reading a theme.css', () => {
  it('takes the five colours, whatever else is written', () => {
    const css =
      ':root {\n  /* --tenant-header: #000000; */\n  --tenant-primary: #115a36;\n  --tenant-on-primary:#FFF;\n  --tenant-other: #123456 }'
    expect(readTheme(css)).toEqual({ ...ours, primary: '#115a36', 'on-primary': '#FFF' })
  })

  it('falls back to the colours in base.css', () => {
    const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
    const tokens = Object.fromEntries(
      [...read('./tokens.css').matchAll(/(--[\w-]+): (#\w+);/g)].map(([, name, value]) => [name, value]),
    )
    const base = read('./base.css').replace(/var\((--color[\w-]+)\)/g, (_, name: string) => tokens[name])
    expect(readTheme(base)).toEqual(ours)
  })
})
