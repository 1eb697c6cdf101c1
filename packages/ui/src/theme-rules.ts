/** The colours that a municipality sets, as `#rrggbb`; each is the custom property `--tenant-<name>` of its theme.css. */
export type Theme = {
  primary: string
  'primary-hover': string
  'on-primary': string
  header: string
  'on-header': string
}

export type ThemeColour = keyof Theme

export type ThemeProblem =
  | { reason: 'not-a-colour'; colour: ThemeColour; value: string }
  | {
      reason: 'too-little-contrast'
      colour: ThemeColour
      on: ThemeColour | 'page'
      ratio: number
      needed: number
    }

const PAGE = '#ffffff'

// WCAG 2.2: 1.4.3 asks 4.5 of text, 1.4.11 asks 3 of what shows where a control is.
const PAIRS: { colour: ThemeColour; on: ThemeColour | 'page'; needed: number }[] = [
  { colour: 'on-primary', on: 'primary', needed: 4.5 },
  { colour: 'on-primary', on: 'primary-hover', needed: 4.5 },
  { colour: 'on-header', on: 'header', needed: 4.5 },
  { colour: 'primary', on: 'page', needed: 3 },
  { colour: 'primary-hover', on: 'page', needed: 3 },
]

/** Contrast of two `#rgb` or `#rrggbb` colours, 1 to 21 (WCAG 2.2, contrast ratio). NaN when one is not a colour. */
export function contrastRatio(one: string, other: string) {
  const [light = Number.NaN, dark = Number.NaN] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** Every way in which a theme falls short of AA; none means that it may be used. */
export function checkTheme(theme: Theme): ThemeProblem[] {
  const colours = Object.entries(theme) as [ThemeColour, string][]
  const strange = colours.filter(([, value]) => channels(value) === undefined)
  if (strange.length > 0) return strange.map(([colour, value]) => ({ reason: 'not-a-colour', colour, value }))

  return PAIRS.map((pair) => ({
    ...pair,
    ratio: contrastRatio(theme[pair.colour], pair.on === 'page' ? PAGE : theme[pair.on]),
  }))
    .filter(({ ratio, needed }) => ratio < needed)
    .map((pair) => ({ reason: 'too-little-contrast', ...pair, ratio: Math.floor(pair.ratio * 100) / 100 }))
}

/** The theme in a theme.css; a colour that the file does not set is ours. Knows plain `--tenant-x: #rrggbb;` only. */
export function readTheme(css: string): Theme {
  const declared = [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/--tenant-([a-z-]+)\s*:\s*([^;}]+)/g)]
  const set = declared.flatMap(([, name = '', value = '']) => (name in OURS ? [[name, value.trim()]] : []))
  return { ...OURS, ...Object.fromEntries(set) }
}

// The same as in base.css (DADS blue-900, blue-1000, white, white, solid-gray-900); the spec compares them.
const OURS: Theme = {
  primary: '#0017c1',
  'primary-hover': '#00118f',
  'on-primary': '#ffffff',
  header: '#ffffff',
  'on-header': '#1a1a1a',
}

function luminance(colour: string) {
  const parts = channels(colour)
  if (!parts) return Number.NaN
  const [red = 0, green = 0, blue = 0] = parts.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channels(colour: string) {
  const [, hex] = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour) ?? []
  if (!hex) return undefined
  const long = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex
  return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16))
}
