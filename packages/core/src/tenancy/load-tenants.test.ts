import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Loaded, loadTenants } from './load-tenants.ts'
import { readTenant, type TenantFolder } from './read-tenant.ts'
import { sayChange } from './tenant-diff.ts'

const tenantsDir = join(import.meta.dirname, '../../../../tenants')
const now = new Date('2026-11-20T09:00:00+09:00')

async function folder(slug: string): Promise<TenantFolder> {
  const read = await readTenant(tenantsDir, slug)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.value
}

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const load = (folders: TenantFolder[], options: { dryRun?: boolean; effectiveFrom?: Date } = {}) =>
  loadTenants(database.owner, folders, { now, ...options })
const changesOf = (loaded: Loaded | undefined) => (loaded && 'changes' in loaded ? loaded.changes : null)
const linesOf = (loaded: Loaded | undefined) => changesOf(loaded)?.flatMap(sayChange)
const count = async (table: string, slug: string) => {
  const [row] = await database.owner`
    select count(*)::integer as n from ${database.owner(`app.${table}`)} x
    join app.tenants t on t.id = x.tenant_id where t.slug = ${slug}`
  return row?.n
}

describe('loading the municipalities', () => {
  it(`shows what it would do, and does nothing, in a dry run ${req('1.C.5')}`, async () => {
    const [ageo] = await load([await folder('ageo')], { dryRun: true })
    expect(linesOf(ageo)).toEqual(
      expect.arrayContaining(['＋ 自治体 ageo', '＋ 拠点 city-hall', '＋ 規則 （新しい版）']),
    )
    expect(await database.owner`select slug from app.tenants`).toEqual([])
  })

  it(`writes 上尾市 with its venues to be confirmed, and a second town ${req('1.C.1')} ${req('1.C.2')}`, async () => {
    await load([await folder('ageo'), await folder('minase')])
    expect(await database.owner`select slug, code, state from app.tenants order by slug`).toEqual([
      { slug: 'ageo', code: '112194', state: 'live' },
      { slug: 'minase', code: '999997', state: 'live' },
    ])
    expect(await count('venues', 'ageo')).toBe(8)
    expect(await count('places', 'ageo')).toBe(8)
    expect(await database.owner`select code from app.venues where confirmed order by position`).toEqual([
      { code: 'town-hall' },
      { code: 'minato' },
    ])
    expect(await database.owner`select version, effective_from from app.policies`).toEqual([
      { version: 1, effectiveFrom: now },
      { version: 1, effectiveFrom: now },
    ])
  })

  it(`changes nothing the second time ${req('1.C.5')}`, async () => {
    const again = await load([await folder('ageo'), await folder('minase')])
    expect(again.map(changesOf)).toEqual([[], []])
    expect(await count('policies', 'ageo')).toBe(1)
  })

  it('writes changed rules as a new version, in force when they are meant to be, and says which rule', async () => {
    const ageo = await folder('ageo')
    ageo.file.booking.opensDaysBefore = 45
    const effectiveFrom = new Date('2027-04-01T00:00:00+09:00')
    const [loaded] = await load([ageo], { effectiveFrom })

    expect(linesOf(loaded)).toEqual(['～ 規則 （新しい版）', '    booking.opensDaysBefore：30 → 45'])
    const versions = await database.owner`
      select version, effective_from, document -> 'booking' ->> 'opensDaysBefore' as days from app.policies p
      join app.tenants t on t.id = p.tenant_id where slug = 'ageo' order by version`
    expect(versions).toEqual([
      { version: 1, effectiveFrom: now, days: '30' },
      { version: 2, effectiveFrom, days: '45' },
    ])
  })

  it('keeps a venue that has gone, but inactive, and brings it back under the same id', async () => {
    const minase = await folder('minase')
    const idOf = () => database.owner`select id, active from app.venues where code = 'minato'`
    const [before] = await idOf()
    const without = {
      ...minase,
      file: { ...minase.file, venues: minase.file.venues.filter((it) => it.code !== 'minato') },
    }

    expect(linesOf((await load([without]))[0])).toEqual(['－ 拠点 minato'])
    expect(await idOf()).toEqual([{ ...before, active: false }])
    expect(linesOf((await load([minase]))[0])).toEqual(['＋ 拠点 minato'])
    expect(await idOf()).toEqual([before])
    expect(await count('places', 'minase')).toBe(2)
  })

  it('takes away hosts, addresses and notices that have gone, and leaves the notices that staff wrote', async () => {
    const minase = await folder('minase')
    await database.owner`
      insert into app.announcements (tenant_id, code, title, body, shown_from)
      select id, 'storm', '{"ja":"台風"}', '{"ja":"台風"}', ${now} from app.tenants where slug = 'minase'`
    const bare = {
      file: {
        ...minase.file,
        hosts: { ...minase.file.hosts, booking: ['yoyaku.minase.example.jp'] },
        addressList: minase.file.addressList.slice(0, 1),
      },
      announcements: [],
    }
    expect(linesOf((await load([bare]))[0])).toEqual([
      '－ ホスト名 minase.localhost',
      '＋ ホスト名 yoyaku.minase.example.jp',
      '－ 許可アドレス ::1/128',
      '－ お知らせ notices/2026-09-01-wednesday',
    ])
    expect(await count('announcements', 'minase')).toBe(1)
    expect(await count('address_ranges', 'minase')).toBe(1)
    expect(changesOf((await load([bare]))[0])).toEqual([])
  })

  it("refuses another municipality's host name with a sentence, and writes nothing", async () => {
    const thief = await folder('minase')
    const other = {
      ...thief,
      file: {
        ...thief.file,
        slug: 'other',
        code: '999989',
        fictional: true as const,
        hosts: { booking: ['ageo.localhost'], staff: ['staff.other.localhost'] },
      },
    }
    expect(await load([other])).toEqual([
      { slug: 'other', refused: ['ホスト名 ageo.localhost は、すでに「ageo」が使っています'] },
    ])
    expect(await database.owner`select slug from app.tenants where slug = 'other'`).toEqual([])
  })

  it('two loads at once end as one', async () => {
    const ageo = await folder('ageo')
    ageo.file.notice.deadlineDays = 100
    const both = await Promise.all([load([ageo]), load([ageo])])
    expect(both.map(([it]) => changesOf(it)?.length).toSorted()).toEqual([0, 1])
  })
})
