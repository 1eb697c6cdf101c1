import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImportId, mintId } from '../../kernel.ts'
import { looksLikeMyNumber } from '../my-number-rules.ts'
import { discardArrivals } from './discard-arrivals.ts'
import { arrivalImports, previewArrivals } from './preview-arrivals.ts'
import { stageArrivals } from './stage-arrivals.ts'
import { branchB, expected, fileA, fileB, inChunks, jlisA } from './testing/read-file.ts'
import { now, openTowns, stage, type Towns } from './testing/town.ts'

let towns: Towns
beforeAll(async () => {
  towns = await openTowns()
})
afterAll(() => towns.close())

const preview = async (importId: ImportId, after?: number) => {
  const it = await previewArrivals(towns.db, towns.ageo, importId, after)
  if (!it.ok) throw new Error(it.reason)
  return it.value
}
const rowsOf = (importId: ImportId) => towns.owner<{ line: number; state: string }[]>`
  select * from app.arrival_rows where import_id = ${importId} order by line`
const upload = (stream: AsyncIterable<Uint8Array>) =>
  stageArrivals(
    towns.db,
    towns.ageo,
    { importId: mintId<ImportId>(), fileName: 'x.csv', profile: jlisA, stream },
    now,
  )

describe(`a dry run ${req('1.E.1')} ${req('1.E.5')}`, () => {
  it('counts, shows the first ten rows as they will be stored, and every bad line with its reason', async () => {
    const { import: it, first, bad, nextBad, earlier } = await preview(await stage(towns, towns.ageo, fileA))
    expect(it).toMatchObject({
      state: 'staged',
      encoding: 'cp932',
      rowsGood: 312,
      rowsBad: 8,
      rowsDone: 0,
      rowsUnchanged: 0,
    })
    expect(first).toHaveLength(10)
    expect(first[0]).toMatchObject({
      line: 2,
      arrival: { name: '桒原　昴', birthDate: '1990-06-09', venue: 'city-hall' },
    })
    expect(bad.map((row) => String(row.line))).toEqual(Object.keys(expected['card-arrivals-a.csv'].bad))
    expect(bad[0]?.problems).toEqual([
      { field: 'birthDate', reason: 'birth-date-outside-its-era', detail: { value: '昭和64年1月8日' } },
    ])
    expect({ nextBad, earlier }).toEqual({ nextBad: null, earlier: null })
  })

  it('makes no card', async () => {
    await stage(towns, towns.ageo, fileA)
    expect(await towns.owner`select id from app.cards`).toEqual([])
  })

  it(`stores no 個人番号 anywhere, not even in a bad row ${req('1.E.8')}`, async () => {
    const importId = await stage(towns, towns.ageo, fileA)
    const stored = await towns.owner<{ all: string }[]>`
      select (to_jsonb(r) - 'id' - 'tenant_id' - 'import_id')::text as all from app.arrival_rows r
      where import_id = ${importId} and state = 'bad'`
    expect(stored).toHaveLength(8)
    expect(stored.filter((it) => looksLikeMyNumber(it.all))).toEqual([])
    expect(stored.some((it) => it.all.includes('原市3500番地 ************'))).toBe(true)
  })

  it(`keeps the names of fixture b as they came, variation selectors and all ${req('1.E.9')}`, async () => {
    const importId = await stage(towns, towns.ageo, fileB, branchB)
    const [row] = await towns.owner<[{ name: string }]>`
      select arrival ->> 'name' as name from app.arrival_rows where import_id = ${importId} and line = 2`
    expect(Buffer.from(row.name).equals(Buffer.from('𠮷野　葛󠄀子'))).toBe(true)
  })

  it('keeps of a good row, as it came, only the columns that a card has', async () => {
    const importId = await stage(towns, towns.ageo, fileB, branchB)
    const kept = await towns.owner<{ field: string }[]>`
      select distinct jsonb_object_keys(cells) as field from app.arrival_rows
      where import_id = ${importId} and state = 'good'`
    const { columns } = branchB
    expect(kept.map((it) => it.field).toSorted()).toEqual(Object.keys(columns).toSorted())
  })

  it('pages through bad rows', async () => {
    const broken = new TextDecoder().decode(fileB).replaceAll(/,0[1-6],B/g, ',99,B')
    const importId = await stage(towns, towns.ageo, broken, branchB)
    const lines: number[] = []
    for (let after: number | null = 0; after !== null; ) {
      const page = await preview(importId, after)
      lines.push(...page.bad.map((it) => it.line))
      after = page.nextBad
    }
    expect(lines).toEqual(Array.from({ length: 180 }, (_, at) => at + 2))
  })

  it('is listed, newest first, with who began it', async () => {
    const importId = await stage(towns, towns.ageo, fileA)
    const imports = await arrivalImports(towns.db, towns.ageo)
    expect(imports.find((it) => it.id === importId)).toMatchObject({
      fileName: '到着一覧.csv',
      createdByName: '窓口 一郎',
    })
  })
})

describe('an upload that comes to nothing', () => {
  it('is refused with what the file lacks, and remembered as failed', async () => {
    const refused = await upload(inChunks(Buffer.from('拝啓\n敬具\n')))
    expect(refused).toMatchObject({ ok: false, reason: 'columns-missing' })
    const [it] = await arrivalImports(towns.db, towns.ageo)
    expect(it).toMatchObject({ state: 'failed', failure: 'columns-missing' })
  })

  it('leaves no row when the connection breaks in the middle', async () => {
    async function* broken() {
      yield* inChunks(fileA.subarray(0, 40_000))
      throw new Error('the line went dead')
    }
    await expect(upload(broken())).rejects.toThrow('the line went dead')
    const [it] = await arrivalImports(towns.db, towns.ageo)
    expect(it).toMatchObject({ state: 'failed', failure: 'interrupted' })
    expect(it && (await rowsOf(it.id))).toEqual([])
  })

  it('is answered at once when the form is sent twice', async () => {
    const importId = await stage(towns, towns.ageo, fileB, branchB)
    const again = { importId, fileName: 'x.csv', profile: branchB, stream: inChunks(fileB) }
    expect(await stageArrivals(towns.db, towns.ageo, again, now)).toEqual({ ok: true, value: { importId } })
    expect(await rowsOf(importId)).toHaveLength(180)
  })

  it('stops when the import is discarded meanwhile', async () => {
    const importId = mintId<ImportId>()
    async function* slow() {
      yield fileB
      await discardArrivals(towns.db, towns.ageo, importId)
    }
    const stopped = await stageArrivals(
      towns.db,
      towns.ageo,
      { importId, fileName: 'x.csv', profile: branchB, stream: slow() },
      now,
    )
    expect(stopped).toEqual({ ok: false, reason: 'import-not-open' })
    expect(await rowsOf(importId)).toEqual([])
  })

  it('can be discarded, with everything it held', async () => {
    const importId = await stage(towns, towns.ageo, fileA)
    expect(await discardArrivals(towns.db, towns.ageo, importId)).toEqual({ ok: true, value: true })
    expect(await discardArrivals(towns.db, towns.ageo, importId)).toEqual({ ok: true, value: true })
    expect(await rowsOf(importId)).toEqual([])
    expect(await discardArrivals(towns.db, towns.ageo, mintId<ImportId>())).toMatchObject({
      reason: 'no-such-import',
    })
  })
})
