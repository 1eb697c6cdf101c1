import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../../calendar.ts'
import { arrivalRules, MappingProfile } from './mapping-profile.ts'

const tenants = new URL('../../../../../tenants/', import.meta.url)
const mappings = readdirSync(tenants).flatMap((slug) => {
  const folder = new URL(`${slug}/mappings/`, tenants)
  return readdirSync(folder).map((file) => [slug, file.replace('.json', ''), new URL(file, folder)] as const)
})

describe('the mapping profiles of the municipalities', () => {
  it.each(mappings)('%s/mappings/%s says how to read a file, and is named after its id', (_slug, id, url) => {
    expect(MappingProfile.parse(JSON.parse(readFileSync(url, 'utf8'))).id).toBe(id)
  })

  it.each(mappings)('%s/mappings/%s sends cards to venues that there are', (slug, _id, url) => {
    const tenant = JSON.parse(readFileSync(new URL(`${slug}/tenant.json`, tenants), 'utf8'))
    const codes = tenant.venues.map((it: { code: string }) => it.code)
    const profile = MappingProfile.parse(JSON.parse(readFileSync(url, 'utf8')))
    expect(codes).toEqual(expect.arrayContaining(Object.values(profile.codes.venue)))
  })
})

const columns = {
  applicationId: { header: 'ID' },
  name: { header: ['氏名', '名前'] },
  birthDate: { header: '生年月日' },
  kind: { default: '新規' },
  venue: { default: '市役所' },
}
const smallest = {
  id: 'small',
  title: '小さな一覧',
  header: true,
  columns,
  codes: { venue: { 市役所: 'city-hall' } },
}
const problemsOf = (profile: unknown) =>
  MappingProfile.safeParse(profile).error?.issues.map((it) => [it.path.join('.'), it.message])

describe('a mapping profile', () => {
  it('may leave to us the encoding, the delimiter, the code tables and the styles of dates', () => {
    expect(MappingProfile.parse(smallest)).toMatchObject({
      encoding: 'auto',
      delimiter: 'auto',
      dates: ['western', 'wareki'],
      codes: { kind: { 新規: 'new', 更新: 'renewal', 再交付: 'reissue' }, yesNo: { 有: true, 無: false } },
    })
  })

  it.each([
    [
      'a column that a card cannot do without is missing',
      { ...smallest, columns: { ...columns, name: undefined } },
      'columns.name',
    ],
    [
      'a field is unknown',
      { ...smallest, columns: { ...columns, mynumber: { header: '個人番号' } } },
      'columns',
    ],
    [
      'a column has both a header and a position',
      { ...smallest, columns: { ...columns, name: { header: '氏名', position: 3 } } },
      'columns.name',
    ],
    ['a column says nothing', { ...smallest, columns: { ...columns, name: {} } }, 'columns.name'],
    ['headers are named for a file without a header', { ...smallest, header: false }, 'columns.name'],
    ['the delimiter is strange', { ...smallest, delimiter: '|' }, 'delimiter'],
    [
      'a position is 0',
      { ...smallest, columns: { ...columns, name: { position: 0 } } },
      'columns.name.position',
    ],
  ])('is refused when %s', (_what, profile, path) => {
    expect(problemsOf(profile)?.map(([at]) => at)).toContain(path)
  })

  it('leaves out the venues that the municipality does not have', () => {
    const today = '2026-11-23' as PlainDate
    const profile = MappingProfile.parse({
      ...smallest,
      codes: { venue: { 市役所: 'city-hall', '０２': 'closed-branch' } },
    })
    const { venues } = arrivalRules(profile, { venues: new Set(['city-hall']), today })
    expect([...venues]).toEqual([
      ['city-hall', 'city-hall'],
      ['市役所', 'city-hall'],
    ])
  })
})
