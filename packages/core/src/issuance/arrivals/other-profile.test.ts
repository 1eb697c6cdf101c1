import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImportId, mintId } from '../../kernel.ts'
import { agreeToProfile } from './agree-to-profile.ts'
import { askCommit } from './ask-commit.ts'
import { discardArrivals } from './discard-arrivals.ts'
import type { MappingProfile } from './mapping-profile.ts'
import { previewArrivals } from './preview-arrivals.ts'
import { stageArrivals } from './stage-arrivals.ts'
import { branchB, fileA, fileB, inChunks, jlisA } from './testing/read-file.ts'
import { now, openTowns, type Towns } from './testing/town.ts'

let towns: Towns
beforeAll(async () => {
  towns = await openTowns()
})
afterAll(() => towns.close())

async function upload(profile: MappingProfile, profiles: MappingProfile[], bytes: Uint8Array = fileA) {
  const importId = mintId<ImportId>()
  const it = { importId, fileName: '到着一覧.csv', profile, profiles, stream: inChunks(bytes, 16_384) }
  const outcome = await stageArrivals(towns.db, towns.ageo, it, now)
  return { importId, outcome }
}
const importOf = async (importId: ImportId) => {
  const preview = await previewArrivals(towns.db, towns.ageo, importId)
  if (!preview.ok) throw new Error(preview.reason)
  return preview.value.import
}
const ask = (importId: ImportId) => askCommit(towns.db, towns.ageo, { importId, roles: ['officer'] })

describe('a file that fits another profile than was chosen', () => {
  it.each([
    ['a', fileA, branchB, jlisA, { rowsGood: 312, rowsBad: 8 }],
    ['b', fileB, jlisA, branchB, { rowsGood: 180, rowsBad: 0 }],
  ])('is read with the one that fits: fixture %s', async (_name, bytes, chosen, fits, counts) => {
    const { importId, outcome } = await upload(chosen, [branchB, jlisA], bytes)
    expect(outcome).toEqual({ ok: true, value: { importId } })
    const it = await importOf(importId)
    expect(it).toMatchObject({ state: 'mismatched', profile: fits.id, profileChosen: chosen.id, ...counts })
    expect(it.columnsWrong).toContain([chosen.columns.applicationId?.header].flat()[0])
  })

  it('waits until somebody agrees, however often that is said', async () => {
    const { importId } = await upload(branchB, [branchB, jlisA])
    expect(await ask(importId)).toEqual({ ok: false, reason: 'import-not-open' })
    for (const _press of [1, 2])
      expect(await agreeToProfile(towns.db, towns.ageo, importId)).toEqual({ ok: true, value: true })
    expect((await importOf(importId)).state).toBe('staged')
    expect(await ask(importId)).toEqual({ ok: true, value: true })
    expect(await agreeToProfile(towns.db, towns.ageo, importId)).toEqual({ ok: true, value: true })
    expect((await importOf(importId)).state).toBe('committing')
  })

  it('may be thrown away instead, and is nothing to agree to any more', async () => {
    const { importId } = await upload(branchB, [branchB, jlisA])
    expect((await discardArrivals(towns.db, towns.ageo, importId)).ok).toBe(true)
    await agreeToProfile(towns.db, towns.ageo, importId)
    expect((await importOf(importId)).state).toBe('discarded')
  })

  it('is not there for another municipality', async () => {
    const { importId } = await upload(branchB, [branchB, jlisA])
    expect(await agreeToProfile(towns.db, towns.minase, importId)).toEqual({
      ok: false,
      reason: 'no-such-import',
    })
  })
})

describe('a file that fits no profile', () => {
  const byPosition = { ...jlisA, id: 'bare', header: false }
  const otherLetters = { ...jlisA, id: 'unicode', encoding: 'utf-16le' as const }
  it.each([
    ['there is no other', [branchB]],
    ['the other reads by position', [branchB, byPosition]],
    ['the other would decode it otherwise', [branchB, otherLetters]],
  ])('is refused with what it lacks, and keeps no row: %s', async (_why, profiles) => {
    const { importId, outcome } = await upload(branchB, profiles)
    expect(outcome).toMatchObject({ ok: false, reason: 'columns-missing' })
    const it = await importOf(importId)
    expect(it).toMatchObject({
      state: 'failed',
      failure: 'columns-missing',
      profileChosen: null,
      rowsGood: 0,
    })
    expect(it.columnsWrong).toContain('application_no')
  })
})
