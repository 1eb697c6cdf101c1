import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportId } from '../../kernel.ts'
import { previewArrivals } from './preview-arrivals.ts'
import { fileA } from './testing/read-file.ts'
import { commitStep, openTowns, stage, type Towns } from './testing/town.ts'

/** ARRIVAL_ROWS=100000 for the whole size; a fifth of it proves the same in a run of all tests. */
const ROWS = Number(process.env.ARRIVAL_ROWS ?? 20_000)
const MB = 1024 * 1024

let towns: Towns
let importId: ImportId
beforeAll(async () => {
  towns = await openTowns()
})
afterAll(() => towns.close())

/** Fixture a over and over, in CP932 bytes, each line with numbers of its own; never whole in memory. */
async function* manyRows(seen: () => void) {
  const [head = '', ...lines] = fileA.toString('latin1').split('\r\n')
  const good = lines.filter((line, at) => line && ![19, 44, 62, 90, 122, 152, 202, 235].includes(at + 2))
  yield Buffer.from(`${head}\r\n`, 'latin1')
  for (let from = 0; from < ROWS; from += 500) {
    const chunk = Array.from({ length: Math.min(500, ROWS - from) }, (_, at) => {
      const cells = good[(from + at) % good.length]?.split(',') ?? []
      const own = cells.with(1, String(from + at).padStart(23, '0'))
      return own.with(2, `ZZZ${String(from + at).padStart(6, '0')}`).join(',')
    })
    yield Buffer.from(`${chunk.join('\r\n')}\r\n`, 'latin1')
    seen()
  }
}

describe(`a file of ${ROWS} lines ${req('1.E.10')}`, { timeout: 240_000 }, () => {
  it('streams through in bounded memory, and its counts tell how far it is', async () => {
    const before = process.memoryUsage().heapUsed
    let highest = 0
    const watch = () => {
      highest = Math.max(highest, process.memoryUsage().heapUsed - before)
    }
    importId = await stage(towns, towns.ageo, manyRows(watch))
    const preview = await previewArrivals(towns.db, towns.ageo, importId)
    expect(preview.ok && preview.value.import).toMatchObject({ rowsGood: ROWS, rowsBad: 0, state: 'staged' })
    // The 申請書ID seen so far and what the collector has not come to yet; the rows themselves would be several times this.
    expect(highest / MB).toBeLessThan(100 + ROWS / 500)
  })

  it('becomes cards step by step, each step as small as the one before', async () => {
    for (let step = 1; step <= 3; step++) {
      const progress = { good: ROWS, done: step * 500, unchanged: 0, finished: false }
      expect(await commitStep(towns, towns.ageo, importId)).toEqual(progress)
    }
  })
})
