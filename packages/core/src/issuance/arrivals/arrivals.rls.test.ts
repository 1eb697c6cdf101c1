import { req } from '@madoguchi/config/req.ts'
import type { Actor } from '@madoguchi/db'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportId } from '../../kernel.ts'
import { badRowsCsv } from './bad-rows-csv.ts'
import { commitArrivals } from './commit-arrivals.ts'
import { correctArrivalRow } from './correct-arrival-row.ts'
import { discardArrivals } from './discard-arrivals.ts'
import { arrivalImports, previewArrivals } from './preview-arrivals.ts'
import { stageArrivals } from './stage-arrivals.ts'
import { branchB, fileA, fileB, inChunks, jlisA } from './testing/read-file.ts'
import { commitAll, keys, now, openTowns, stage, type Towns } from './testing/town.ts'

let towns: Towns
let importId: ImportId
beforeAll(async () => {
  towns = await openTowns()
  importId = await stage(towns, towns.ageo, fileA)
})
afterAll(() => towns.close())

describe(`an import of 上尾市, for an officer of 水瀬町 ${req('1.D.1')}`, () => {
  it('is not there', async () => {
    const { db, minase } = towns
    const none = { ok: false, reason: 'no-such-import' }
    expect(await arrivalImports(db, minase)).toEqual([])
    expect(await previewArrivals(db, minase, importId)).toEqual(none)
    expect(await commitArrivals(db, minase, { importId, terminal: 't', keys }, now)).toEqual(none)
    expect(await discardArrivals(db, minase, importId)).toEqual(none)
    const correction = { importId, line: 90, texts: { name: '別人' }, profile: jlisA }
    expect(await correctArrivalRow(db, minase, correction, now)).toEqual({ ok: false, reason: 'no-such-row' })
  })

  it('gives no row to their download', async () => {
    const pieces: string[] = []
    const words = () => ''
    for await (const piece of badRowsCsv(towns.db, towns.minase, importId, jlisA, words)) pieces.push(piece)
    expect(pieces).toHaveLength(2)
  })

  it('cannot be begun in its name', async () => {
    const { db, ageo, minase } = towns
    const [before] =
      await towns.owner`select count(*) from app.arrival_imports where tenant_id = ${ageo.tenantId}`
    const upload = { importId, fileName: 'x.csv', profile: branchB, stream: inChunks(fileB) }
    const impostor = { ...minase, subjectId: ageo.subjectId }
    await expect(stageArrivals(db, impostor, upload, now)).rejects.toThrow(/foreign key/)
    expect(
      await towns.owner`select count(*) from app.arrival_imports where tenant_id = ${ageo.tenantId}`,
    ).toEqual([before])
  })

  it('may have the same 申請書ID as a card next door: both get their own', async () => {
    const { owner, ageo, minase } = towns
    const [mine] = await owner<
      [{ id: string }]
    >`select id from app.venues where tenant_id = ${minase.tenantId} limit 1`
    await factories.cards(owner, minase.tenantId, {
      venueId: mine.id,
      applicationId: '86125783010210390756000',
    })
    expect(await commitAll(towns, ageo, importId)).toEqual({
      good: 312,
      done: 312,
      unchanged: 0,
      finished: true,
    })
  })
})

describe('staged rows and their cards', () => {
  const residentOf = (tenantId: string): Actor => ({ role: 'resident', tenantId, subjectId: null })

  it('are nothing that the residents’ program may ask for', async () => {
    const visitors = towns.open('web_booking')
    const resident = residentOf(towns.ageo.tenantId)
    await expect(visitors.as(resident, (tx) => tx`select 1 from app.arrival_rows`)).rejects.toThrow(
      /permission denied/,
    )
    await expect(visitors.as(resident, (tx) => tx`select 1 from app.arrival_imports`)).rejects.toThrow(
      /permission denied/,
    )
    await expect(visitors.as(towns.ageo, (tx) => tx`select 1`)).rejects.toThrow(/permission denied/)
  })

  it('are nothing that a machine of another municipality may ask for', async () => {
    const machines = towns.open('web_api')
    const machine: Actor = { role: 'machine', tenantId: towns.minase.tenantId, subjectId: null }
    expect(await machines.as(machine, (tx) => tx`select 1 from app.arrival_rows`)).toEqual([])
  })

  it('never show an officer the HMAC of a 照会番号', async () => {
    const { db, ageo } = towns
    await expect(db.as(ageo, (tx) => tx`select number_hmac from app.inquiry_numbers`)).rejects.toThrow(
      /permission denied/,
    )
  })

  it('cannot be rewritten by an officer once they are written', async () => {
    const { db, ageo } = towns
    await expect(db.as(ageo, (tx) => tx`update app.custody_events set reason = 'x'`)).rejects.toThrow(
      /permission denied/,
    )
    await expect(
      db.as(ageo, (tx) => tx`update app.card_people set birth_date = '1990-01-01'`),
    ).rejects.toThrow(/permission denied/)
    await expect(db.as(ageo, (tx) => tx`update app.cards set application_id = 'x'`)).rejects.toThrow(
      /permission denied/,
    )
  })
})
