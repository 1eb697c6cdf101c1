import { req } from '@madoguchi/config/req.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ImportId, mintId } from '../../kernel.ts'
import { askCommit } from './ask-commit.ts'
import { commitArrivals } from './commit-arrivals.ts'
import { correctArrivalRow } from './correct-arrival-row.ts'
import { discardArrivals } from './discard-arrivals.ts'
import { previewArrivals, recounted } from './preview-arrivals.ts'
import { fileA, jlisA, textA } from './testing/read-file.ts'
import { commitAll, keys, now, openTowns, stage, type Towns } from './testing/town.ts'

let towns: Towns
let staged: ImportId
beforeAll(async () => {
  towns = await openTowns()
  staged = await stage(towns, towns.ageo, fileA)
})
afterAll(() => towns.close())
afterEach(() => towns.owner`delete from app.outbox`)

const ask = (importId: ImportId, over: Partial<Parameters<typeof askCommit>[2]> = {}) =>
  askCommit(towns.db, towns.ageo, { importId, roles: ['officer'], ...over })
const asked = () => towns.owner<{ topic: string; payload: object }[]>`
  select topic, payload from app.outbox where tenant_id = ${towns.ageo.tenantId}`
const countsOf = async (importId: ImportId) => {
  const preview = await previewArrivals(towns.db, towns.ageo, importId)
  if (!preview.ok) throw new Error(preview.reason)
  const { state, rowsGood, rowsDone, rowsUnchanged } = preview.value.import
  return { state, rowsGood, rowsDone, rowsUnchanged }
}
const job = () => ({
  topic: 'arrivals.commit',
  payload: { importId: staged, staffId: towns.ageo.subjectId },
})

describe(`asking for the good rows of a dry run to become cards ${req('1.E.6')}`, () => {
  it('is refused to whom it is not given, and leaves no job', async () => {
    expect(await ask(staged, { roles: ['call_centre', 'auditor'] })).toEqual({
      ok: false,
      reason: 'not-your-part',
    })
    expect(await ask(mintId())).toEqual({ ok: false, reason: 'no-such-import' })
    expect(await asked()).toEqual([])
  })

  it('leaves one job, however often the button is pressed', async () => {
    const presses = await Promise.all([ask(staged), ask(staged), ask(staged)])
    expect(presses).toEqual([1, 2, 3].map(() => ({ ok: true, value: true })))
    expect(await asked()).toEqual([job()])
    expect((await countsOf(staged)).state).toBe('committing')
  })

  it('may be asked again of one that stands still; the job goes on where it was', async () => {
    expect(await ask(staged, { again: true })).toEqual({ ok: true, value: true })
    expect(await asked()).toEqual([job()])
    const step = { importId: staged, terminal: 'jobs', keys }
    await commitArrivals(towns.db, towns.ageo, { ...step, limit: 100 }, now)
    await commitAll(towns, towns.ageo, staged)
    expect(await countsOf(staged)).toEqual({
      state: 'committed',
      rowsGood: 312,
      rowsDone: 312,
      rowsUnchanged: 0,
    })
  })

  it('has nothing more to do when all is done, until a row is corrected', async () => {
    expect(await ask(staged)).toEqual({ ok: false, reason: 'nothing-to-commit' })

    const correction = { importId: staged, line: 90, texts: { name: '試験 花子' }, profile: jlisA }
    expect((await correctArrivalRow(towns.db, towns.ageo, correction, now)).ok).toBe(true)
    expect(await ask(staged)).toEqual({ ok: true, value: true })
    expect(await asked()).toEqual([job()])
    expect(await commitAll(towns, towns.ageo, staged)).toMatchObject({ good: 313, done: 313, unchanged: 0 })
  })
})

describe(`the same file once more ${req('1.E.7')}`, () => {
  it('is counted as known once, though the dry run had counted it already', async () => {
    const again = await stage(towns, towns.ageo, fileA)
    expect(await countsOf(again)).toMatchObject({ state: 'staged', rowsUnchanged: 312 })
    expect(await ask(again)).toEqual({ ok: false, reason: 'nothing-to-commit' })
    await commitAll(towns, towns.ageo, again)
    expect(await countsOf(again)).toEqual({
      state: 'committed',
      rowsGood: 312,
      rowsDone: 0,
      rowsUnchanged: 312,
    })
  })
})

describe('a dry run behind which another file was taken in', () => {
  it('knows its rows by now, and has nothing to commit', async () => {
    let notices = 0
    const other = textA
      .replace(/,\d{6}(\d{16,17}),/g, ',000041$1,')
      .replace(/,[A-Z0-9]{3}-?\d{6},/g, () => `,Z41${String(++notices).padStart(6, '0')},`)
    const [late, first] = [await stage(towns, towns.ageo, other), await stage(towns, towns.ageo, other)]
    await commitAll(towns, towns.ageo, first)
    const preview = await previewArrivals(towns.db, towns.ageo, late)
    if (!preview.ok) throw new Error(preview.reason)
    expect(preview.value.import.rowsUnchanged).toBe(0)
    expect((await recounted(towns.db, towns.ageo, preview.value.import)).rowsUnchanged).toBe(312)
    expect(await ask(late)).toEqual({ ok: false, reason: 'nothing-to-commit' })
  })
})

describe('an import that is none any more', () => {
  it('cannot be committed', async () => {
    const thrownAway = await stage(towns, towns.ageo, fileA)
    await discardArrivals(towns.db, towns.ageo, thrownAway)
    expect(await ask(thrownAway)).toEqual({ ok: false, reason: 'import-not-open' })
  })

  it('without a good row has nothing to commit', async () => {
    const [header, ...lines] = textA.split('\r\n')
    const onlyBad = await stage(towns, towns.ageo, [header, lines[88]].join('\r\n'))
    expect(await countsOf(onlyBad)).toMatchObject({ rowsGood: 0 })
    expect(await ask(onlyBad)).toEqual({ ok: false, reason: 'nothing-to-commit' })
    expect(await asked()).toEqual([])
  })
})
