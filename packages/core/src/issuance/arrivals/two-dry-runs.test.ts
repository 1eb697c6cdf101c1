import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ImportId } from '../../kernel.ts'
import { correctArrivalRow } from './correct-arrival-row.ts'
import { previewArrivals } from './preview-arrivals.ts'
import { jlisA, textA } from './testing/read-file.ts'
import { commitAll, now, openTowns, stage, type Towns } from './testing/town.ts'

let towns: Towns
let mine: ImportId
let yours: ImportId
beforeAll(async () => {
  towns = await openTowns()
})
afterAll(() => towns?.close())

const [heading, ...lines] = textA.split('\r\n')
const cells = (line: string | undefined) => line?.split(',') ?? []
const NOTICE = 2

/**
 * Two files of forty cards each, all new; in the first ten lines each brings 交付通知書番号 that the other brings too, in the
 * opposite order, for other people.
 */
let round = 0
beforeEach(async () => {
  round += 1
  const notices = lines.slice(0, 10).map((_, at) => `Z${round}Z${String(at).padStart(6, '0')}`)
  const file = (prefix: string, of: string[]) =>
    [
      heading,
      ...lines.slice(0, 40).map((line, at) => {
        const row = cells(line)
        row[1] = `${prefix}${round}${String(at).padStart(21 - String(round).length, '0')}`
        row[NOTICE] = of[at] ?? `${prefix}${round}${String(at).padStart(7 - String(round).length, '0')}`
        return row.join(',')
      }),
    ].join('\r\n')
  mine = await stage(towns, towns.ageo, file('41', notices))
  yours = await stage(towns, towns.ageo, file('42', notices.toReversed()))
})

const look = async (importId: ImportId) => {
  const it = await previewArrivals(towns.db, towns.ageo, importId)
  if (!it.ok) throw new Error(it.reason)
  return it.value
}
const twice = () => towns.owner`
  select notice_number from app.cards where notice_number is not null
  group by tenant_id, notice_number having count(*) > 1`
const lineCount = async (importId: ImportId) =>
  (
    await towns.owner<
      { n: number }[]
    >`select count(*)::int as n from app.arrival_rows where import_id = ${importId}`
  )[0]?.n

describe(`two dry runs with the same 交付通知書番号 ${req('1.E.7')}`, () => {
  it('both look good; the one that is taken in later keeps those lines, each with its reason, and loses none', async () => {
    const before = (await look(yours)).import
    expect(before.rowsBad).toBe((await look(mine)).import.rowsBad)
    await commitAll(towns, towns.ageo, mine)
    const progress = await commitAll(towns, towns.ageo, yours)
    expect(progress).toMatchObject({ done: before.rowsGood - 10, unchanged: 0, finished: true })

    const after = await look(yours)
    expect(after.import).toMatchObject({
      state: 'committed',
      rowsGood: before.rowsGood - 10,
      rowsBad: before.rowsBad + 10,
      rowsDone: before.rowsGood - 10,
    })
    const clash = after.bad.find((it) => it.line === 2)
    expect(clash).toMatchObject({
      cells: { noticeNumber: `Z${round}Z000009`, name: cells(lines[0])[4] },
      problems: [
        {
          field: 'noticeNumber',
          reason: 'notice-number-of-card',
          detail: { applicationId: expect.stringMatching(/^41.*9$/) },
        },
      ],
    })
    expect(await lineCount(yours)).toBe(40)
    expect(await twice()).toEqual([])
  })

  it('is put right by an officer, and then taken in', async () => {
    await commitAll(towns, towns.ageo, mine)
    const { done } = await commitAll(towns, towns.ageo, yours)
    const correction = {
      importId: yours,
      line: 2,
      texts: { noticeNumber: `Y${round}Y000001` },
      profile: jlisA,
    }
    expect(await correctArrivalRow(towns.db, towns.ageo, correction, now)).toMatchObject({ ok: true })
    expect(await commitAll(towns, towns.ageo, yours)).toMatchObject({ done: done + 1, finished: true })
    const kept = await towns.owner`
      select from app.arrival_rows where import_id = ${yours} and state = 'done' and cells <> '{}'`
    expect(kept).toHaveLength(0)
  })

  it('taken in at the same moment, makes one card for each number', async () => {
    const good = [(await look(mine)).import.rowsGood, (await look(yours)).import.rowsGood]
    const [one, other] = await Promise.all([mine, yours].map((it) => commitAll(towns, towns.ageo, it)))
    expect((one?.done ?? 0) + (other?.done ?? 0)).toBe((good[0] ?? 0) + (good[1] ?? 0) - 10)
    const bad = [(await look(mine)).import, (await look(yours)).import]
    expect(bad.map((it) => it.rowsGood + it.rowsBad)).toEqual([40, 40])
    expect(await twice()).toEqual([])
  })

  it('never makes a second card for a number, whoever writes it', async () => {
    await commitAll(towns, towns.ageo, mine)
    await expect(
      towns.owner`
        insert into app.cards (tenant_id, application_id, notice_number, kind, venue_id)
        select tenant_id, '43000000000000000000000', notice_number, kind, venue_id from app.cards
        where tenant_id = ${towns.ageo.tenantId} and notice_number is not null limit 1`,
    ).rejects.toThrow('a_notice_number_has_one_card')
  })
})
