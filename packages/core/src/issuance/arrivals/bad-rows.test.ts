import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ImportId, mintId } from '../../kernel.ts'
import { myNumberCheckDigit } from '../my-number-rules.ts'
import type { ArrivalTexts } from './arrival-rules.ts'
import { badRowsCsv } from './bad-rows-csv.ts'
import { correctArrivalRow, dropArrivalRow } from './correct-arrival-row.ts'
import { MappingProfile } from './mapping-profile.ts'
import { previewArrivals } from './preview-arrivals.ts'
import { branchB, fileA, jlisA, readFile, textB } from './testing/read-file.ts'
import { commitAll, now, openTowns, stage, type Towns } from './testing/town.ts'

let towns: Towns
let importId: ImportId
beforeAll(async () => {
  towns = await openTowns()
})
afterAll(() => towns.close())
beforeEach(async () => {
  importId = await stage(towns, towns.ageo, fileA)
})

const correct = (line: number, texts: ArrivalTexts, profile = jlisA) =>
  correctArrivalRow(towns.db, towns.ageo, { importId, line, texts, profile }, now)
const counts = async () => {
  const it = await previewArrivals(towns.db, towns.ageo, importId)
  return (
    it.ok && {
      good: it.value.import.rowsGood,
      bad: it.value.import.rowsBad,
      lines: it.value.bad.map((row) => row.line),
    }
  )
}

describe(`a bad row that an officer corrects ${req('1.E.6')}`, () => {
  it('becomes a good one that waits with the others', async () => {
    expect(await correct(90, { name: '福島　翔' })).toMatchObject({
      ok: true,
      value: { line: 90, good: { name: '福島　翔', birthDate: '1945-10-23' } },
    })
    expect(await counts()).toEqual({ good: 313, bad: 7, lines: [19, 44, 62, 122, 152, 202, 235] })
  })

  it('goes in with the next commit, also when the others have gone before', async () => {
    expect(await commitAll(towns, towns.ageo, importId)).toMatchObject({ finished: true })
    await correct(202, { venue: '市役所' })
    expect(await commitAll(towns, towns.ageo, importId)).toMatchObject({ good: 313, finished: true })
    const [card] = await towns.owner`
      select v.code, c.state from app.cards c join app.venues v on v.tenant_id = c.tenant_id and v.id = c.venue_id
      where c.application_id = '45225484745256890626690'`
    expect(card).toEqual({ code: 'city-hall', state: 'received' })
  })

  it('may be wrong still: it is kept as typed, with what is wrong now', async () => {
    const still = await correct(19, { birthDate: '平成31年5月1日' })
    expect(still).toMatchObject({
      reason: 'still-wrong',
      row: {
        line: 19,
        bad: { birthDate: '平成31年5月1日' },
        problems: [{ field: 'birthDate', reason: 'birth-date-outside-its-era' }],
      },
    })
    const preview = await previewArrivals(towns.db, towns.ageo, importId)
    expect(preview.ok && preview.value.bad[0]?.cells.birthDate).toBe('平成31年5月1日')
  })

  it('may not take the 申請書ID of another line, waiting or a card already', async () => {
    const same = {
      reason: 'still-wrong',
      row: { problems: [{ reason: 'same-application-id', detail: { line: 12 } }] },
    }
    expect(await correct(44, { applicationId: '45394064617194151490820' })).toMatchObject(same)
    await commitAll(towns, towns.ageo, importId)
    expect(await correct(44, { applicationId: '45394064617194151490820' })).toMatchObject(same)
  })

  it(`never stores a 個人番号 that is typed into it, nor the stars that hid one ${req('1.E.8')}`, async () => {
    const eleven = '16180339887'
    const number = eleven + myNumberCheckDigit([...eleven].map(Number))
    expect(await correct(122, {})).toMatchObject({
      row: { problems: [{ field: 'address', reason: 'mask-left-in-field' }] },
    })
    expect(await correct(122, { address: `上尾市 ${number}` })).toMatchObject({
      row: {
        bad: { address: '上尾市 ************' },
        problems: [{ field: 'address', reason: 'my-number-in-field' }],
      },
    })
    const [stored] = await towns.owner<[{ all: string }]>`
      select cells::text || problems::text as all from app.arrival_rows where import_id = ${importId} and line = 122`
    expect(stored.all).not.toContain(number)
    expect(await correct(122, { address: '埼玉県上尾市大字原市3500番地' })).toMatchObject({ ok: true })
  })

  it('may have been cut short: what was lost is typed in', async () => {
    const lost = { kind: '新規', appliedOn: '2026-10-01', issuedOn: '', expiresOn: '', venue: '市役所' }
    expect(await correct(152, lost)).toMatchObject({
      ok: true,
      value: { good: { name: '栁沢　マリア', kind: 'new', expiresOn: null } },
    })
  })

  it('may be given up: what it said is forgotten', async () => {
    expect(await dropArrivalRow(towns.db, towns.ageo, { importId, line: 62 })).toEqual({
      ok: true,
      value: true,
    })
    expect(await dropArrivalRow(towns.db, towns.ageo, { importId, line: 62 })).toEqual({
      ok: false,
      reason: 'no-such-row',
    })
    expect(await counts()).toMatchObject({ good: 312, bad: 7 })
    expect(
      await towns.owner`select cells, problems from app.arrival_rows where import_id = ${importId} and line = 62`,
    ).toEqual([{ cells: {}, problems: [] }])
  })

  it('is not there when it is good, or of another import', async () => {
    expect(await correct(2, { name: '別人' })).toEqual({ ok: false, reason: 'no-such-row' })
    importId = mintId<ImportId>()
    expect(await correct(90, { name: '福島　翔' })).toEqual({ ok: false, reason: 'no-such-row' })
  })
})

describe(`the bad rows as a file ${req('1.E.6')}`, () => {
  // Towns without the cards that the tests above took in: their lines would be left out.
  beforeAll(async () => {
    await towns.close()
    towns = await openTowns()
  })

  const say = (it: { reason: string }) => it.reason
  const download = async (profile = jlisA) => {
    const pieces: string[] = []
    for await (const piece of badRowsCsv(towns.db, towns.ageo, importId, profile, say)) pieces.push(piece)
    return pieces.join('')
  }

  it('has the columns of the profile, the line and the reason', async () => {
    const lines = (await download()).split('\r\n')
    expect(lines).toHaveLength(10)
    expect(lines[0]).toBe(
      '\uFEFF"箱番号","申請書ID","交付通知書番号","製造番号","氏名","カナ","生年月日","郵便番号","住所","交付種別","申請日","発行日","有効期限","署名用","利用者証明用","交付場所","元の行番号","誤りの内容"',
    )
    expect(lines[1]).toMatch(/^"B2611000","'29478268452069296892947",.*"19","birth-date-outside-its-era"$/)
  })

  it('leaves out a line whose card has come through another file since', async () => {
    expect(await download()).toContain('鴻巣市役所')
    const [card] = await towns.owner<[{ id: string }]>`
      insert into app.cards (tenant_id, application_id, kind, venue_id)
      select tenant_id, '45225484745256890626690', 'new', id from app.venues
      where tenant_id = ${towns.ageo.tenantId} and code = 'city-hall' returning id`
    const left = await download()
    expect(left).not.toContain('鴻巣市役所')
    expect(left).toContain('昭和64年1月8日')
    await towns.owner`delete from app.cards where tenant_id = ${towns.ageo.tenantId} and id = ${card.id}`
  })

  it('is read again by the same profile once it is corrected', async () => {
    const corrected = (await download())
      .replace('昭和64年1月8日', '昭和64年1月7日')
      .replace('鴻巣市役所', '市役所')
    const { good, bad } = await readFile(corrected)
    expect(good.map((it) => it.good.applicationId)).toEqual([
      '29478268452069296892947',
      '45394064617194151490820',
      '45225484745256890626690',
    ])
    expect(bad).toHaveLength(5)
  })

  it('runs nothing in a spreadsheet, and comes back as it was', async () => {
    const formula = '=HYPERLINK("https://example.invalid","見る")'
    const [head, first = ''] = textB.split('\n')
    const line = first
      .split(',')
      .with(3, `"${formula.replaceAll('"', '""')}"`)
      .with(13, '99')
      .join(',')
    importId = await stage(towns, towns.ageo, `${head}\n${line}`, branchB)
    const file = await download(branchB)
    expect(file).toContain(`"'=HYPERLINK(""https://example.invalid"",""見る"")"`)
    const { good } = await readFile(file.replace('"99"', '"01"'), branchB)
    expect(good[0]?.good.name).toBe(formula)
  })

  it('stands by position when the profile reads by position', async () => {
    const byPosition = MappingProfile.parse({
      id: 'bare',
      title: '見出しのない一覧',
      header: false,
      columns: {
        applicationId: { position: 4 },
        name: { position: 2 },
        birthDate: { position: 1 },
        kind: { default: '新規' },
        venue: { default: '市役所' },
      },
      codes: { venue: { 市役所: 'city-hall' } },
    })
    importId = await stage(towns, towns.ageo, '1990-01-01,試験　太郎,,123\n', byPosition)
    expect(await download(byPosition)).toBe(
      '\uFEFF"1990-01-01","試験　太郎","","123","1","application-id-length"\r\n',
    )
  })
})
