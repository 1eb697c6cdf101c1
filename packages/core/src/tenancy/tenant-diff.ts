import { placeOf } from './tenant-file-messages.ts'
import { SECTIONS, type TenantShape } from './tenant-shape.ts'

/** One thing that loading does: a key of a section is added, taken away, or changed at some places. */
export type Change = {
  section: keyof TenantShape
  key: string
  act: 'add' | 'remove' | 'change'
  /** Only for `change`: where, and from what to what. */
  places: { at: string; from: unknown; to: unknown }[]
}

/** What has to be done to the stored rows so that they say what the folder says; empty when they do. */
export function diffOf(stored: TenantShape | null, wanted: TenantShape): Change[] {
  return SECTIONS.flatMap((section): Change[] => {
    const before: Record<string, unknown> = stored?.[section] ?? {}
    const after: Record<string, unknown> = wanted[section]
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return keys.flatMap((key): Change[] => {
      if (!(key in before)) return [{ section, key, act: 'add', places: [] }]
      if (!(key in after)) return [{ section, key, act: 'remove', places: [] }]
      const places = differences(before[key], after[key], [])
      return places.length === 0 ? [] : [{ section, key, act: 'change', places }]
    })
  })
}

function differences(from: unknown, to: unknown, path: PropertyKey[]): Change['places'] {
  if (isTree(from) && isTree(to) && Array.isArray(from) === Array.isArray(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])]
    return keys.flatMap((key) =>
      differences(from[key], to[key], [...path, Array.isArray(from) ? Number(key) : key]),
    )
  }
  return from === to ? [] : [{ at: placeOf(path), from, to }]
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const NAMES: Record<keyof TenantShape, string> = {
  tenant: '自治体',
  hosts: 'ホスト名',
  venues: '拠点',
  lanes: '受付区分',
  addresses: '許可アドレス',
  announcements: 'お知らせ',
  policy: '規則',
}
const SIGNS = { add: '＋', remove: '－', change: '～' } as const

/** A change as lines for a person: what it is, then each place with the value before and after. */
export const sayChange = ({ section, key, act, places }: Change): string[] => [
  `${SIGNS[act]} ${NAMES[section]} ${section === 'policy' ? '（新しい版）' : key}`,
  ...places.map(({ at, from, to }) => `    ${at}：${shown(from)} → ${shown(to)}`),
]

const LONGEST = 60

function shown(value: unknown): string {
  const text = value === undefined ? '（なし）' : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
