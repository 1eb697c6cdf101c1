import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportId } from '../../kernel.ts'
import { correctArrivalRow } from './correct-arrival-row.ts'
import { namesToConfirm, namesToConfirmCsv } from './names-to-confirm.ts'
import { previewArrivals } from './preview-arrivals.ts'
import { jlisA, textA } from './testing/read-file.ts'
import { commitAll, now, openTowns, stage, type Towns } from './testing/town.ts'

let towns: Towns
let importId: ImportId
/** Fixture a with 〓 in names far behind the first rows: all that ends in 大翔 or 昴. */
const text = textA.replaceAll('　昴', '　〓').replaceAll('　翔', '　=□')
const lines = text.split('\r\n').flatMap((line, at) => (/　〓|　=□/.test(line) ? [at + 1] : []))

beforeAll(async () => {
  towns = await openTowns()
  importId = await stage(towns, towns.ageo, text)
})
afterAll(() => towns.close())

const names = (officer = towns.ageo, page = {}) => namesToConfirm(towns.db, officer, importId, page)
const unclear = async () => {
  const preview = await previewArrivals(towns.db, towns.ageo, importId)
  return preview.ok && preview.value.import.rowsUnclear
}

describe('names that lost a character', () => {
  it('are counted over all rows of the file, and listed with their lines as they were read', async () => {
    const { names: found, next } = await names(towns.ageo, { limit: 1000 })
    expect(lines.length).toBeGreaterThan(10)
    expect(found.map((it) => it.line)).toEqual(lines)
    expect(await unclear()).toBe(lines.length)
    expect(found[0]).toEqual({
      line: 2,
      applicationId: '86125783010210390756000',
      name: '桒原　〓',
      cardId: null,
    })
    expect(next).toBeNull()
  })

  it('come by pages', async () => {
    const first = await names(towns.ageo, { limit: 5 })
    expect([first.names.length, first.next]).toEqual([5, lines[4]])
    const second = await names(towns.ageo, { limit: 5, line: first.next ?? 0 })
    expect(second.names[0]?.line).toBe(lines[5])
  })

  it('come as a file that runs nothing in a spreadsheet', async () => {
    const pieces: string[] = []
    for await (const it of namesToConfirmCsv(towns.db, towns.ageo, importId, ['行', '申請書ID', '氏名']))
      pieces.push(it)
    expect(pieces).toHaveLength(lines.length + 1)
    expect(pieces.slice(0, 2)).toEqual([
      '\uFEFF"行","申請書ID","氏名"\r\n',
      `"2","'86125783010210390756000","桒原　〓"\r\n`,
    ])
  })

  it('are counted too when they come with a correction', async () => {
    const before = await unclear()
    const correction = { importId, line: 90, texts: { name: '福島　⿰弓爾' }, profile: jlisA }
    expect((await correctArrivalRow(towns.db, towns.ageo, correction, now)).ok).toBe(true)
    expect(await unclear()).toBe(Number(before) + 1)
  })

  it('are still known by their lines once they are cards', async () => {
    await commitAll(towns, towns.ageo, importId)
    const { names: found } = await names(towns.ageo, { limit: 1000 })
    expect(found).toHaveLength(lines.length + 1)
    expect(found[0]).toMatchObject({ line: 2, name: '桒原　〓', cardId: expect.any(String) })
    const kept = await towns.owner<{ kept: string }[]>`
      select distinct problems::text as kept from app.arrival_rows where import_id = ${importId} and state = 'done'`
    expect(JSON.stringify(kept)).not.toMatch(/〓|桒/)
  })

  it('are not another municipality’s', async () => {
    expect(await names(towns.minase)).toEqual({ names: [], next: null })
  })
})
