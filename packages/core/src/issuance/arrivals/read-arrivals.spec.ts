import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { looksLikeMyNumber } from '../my-number-rules.ts'
import { MappingProfile } from './mapping-profile.ts'
import { branchB, expected, fileA, fileB, jlisA, readFile, textA, textB } from './testing/read-file.ts'

const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16()

describe(`the arrival file of fixture a: CP932, half-width kana, 和暦 ${req('1.E.11')}`, () => {
  it('has 312 good lines and the eight bad ones that are listed, each with its reason', async () => {
    const { good, bad, encoding, delimiter } = await readFile(fileA)
    expect({ encoding, delimiter, good: good.length }).toEqual({
      encoding: 'cp932',
      delimiter: ',',
      good: 312,
    })
    expect(bad.map((it) => String(it.line))).toEqual(Object.keys(expected['card-arrivals-a.csv'].bad))
    expect(bad.map(({ line, problems }) => [line, ...problems])).toEqual([
      [19, { field: 'birthDate', reason: 'birth-date-outside-its-era', detail: { value: '昭和64年1月8日' } }],
      [44, { field: 'applicationId', reason: 'application-id-length', detail: { digits: 22 } }],
      [62, { field: 'applicationId', reason: 'same-application-id', detail: { line: 12 } }],
      [90, { field: 'name', reason: 'name-missing', detail: {} }],
      [122, { field: 'address', reason: 'my-number-in-field', detail: {} }],
      [152, { field: 'line', reason: 'line-cut-short', detail: { cells: 9, expected: 16 } }],
      [202, { field: 'venue', reason: 'unknown-venue', detail: { value: '鴻巣市役所' } }],
      [235, { field: 'expiresOn', reason: 'no-such-date', detail: { value: '令和8年2月30日' } }],
    ])
  })

  it(`gives the number in the address to nobody ${req('1.E.8')}`, async () => {
    const { bad } = await readFile(fileA)
    expect(bad.find((it) => it.line === 122)?.bad.address).toBe('埼玉県上尾市大字原市3500番地 ************')
    expect(looksLikeMyNumber(JSON.stringify(bad))).toBe(false)
  })

  it(`keeps every name as it came ${req('1.E.9')}`, async () => {
    const { good } = await readFile(fileA)
    const lines = textA.split('\r\n')
    for (const row of good) expect(row.good.name).toBe(lines[row.line - 1]?.split(',')[4])
  })

  it('takes no second card with the 交付通知書番号 of another 申請書ID', async () => {
    const [head = '', first = ''] = textA.split('\r\n')
    const twice = [head, first, first.replace('86125783010210390756000', '86125783010210390756001')]
    const { good, bad } = await readFile(twice.join('\r\n'))
    expect(good.map(({ line }) => line)).toEqual([2])
    const problem = { field: 'noticeNumber', reason: 'same-notice-number', detail: { line: 2 } }
    expect(bad).toMatchObject([{ line: 3, problems: [problem] }])
  })

  it('says how the first line will be stored', async () => {
    const { good } = await readFile(fileA)
    expect(good[0]).toMatchObject({
      line: 2,
      warnings: [],
      good: {
        boxNumber: 'B2611000',
        applicationId: '86125783010210390756000',
        noticeNumber: 'RZP104120',
        serialNumber: '19E95D09B9B1755B',
        name: '桒原　昴',
        kana: 'クワバラ スバル',
        birthDate: '1990-06-09',
        postalCode: '3620017',
        address: '埼玉県上尾市仲町1－7－27',
        kind: 'renewal',
        appliedOn: '2026-10-04',
        issuedOn: '2026-10-28',
        expiresOn: '2036-06-09',
        signatureCertificate: true,
        userCertificate: true,
        venue: 'city-hall',
      },
    })
  })

  it('is the same however the stream is cut', async () => {
    const whole = await readFile(fileA, jlisA, fileA.length)
    for (const size of [1, 7, 4096])
      expect(await readFile(fileA, jlisA, size)).toMatchObject({ good: whole.good, bad: whole.bad })
  })
})

describe(`the arrival file of fixture b: UTF-8 with BOM, other headings, Western dates ${req('1.E.12')}`, () => {
  it('has 180 good lines', async () => {
    const { good, bad, encoding } = await readFile(fileB, branchB)
    expect({ encoding, good: good.length, bad }).toEqual({ encoding: 'utf-8', good: 180, bad: [] })
  })

  it('warns of 〓, of characters that devices may lack, and of missing kana', async () => {
    const { good } = await readFile(fileB, branchB)
    const warned = (reason: string) =>
      new Set(good.filter((it) => it.warnings.some((w) => w.reason === reason)).map((it) => it.good.name))
    expect(warned('name-unclear')).toEqual(new Set(['〓田　花子']))
    expect(warned('rare-character')).toEqual(new Set(['𠮷野　葛󠄀子', '辻󠄁　太郎', '髙𣘺　次郎']))
    expect(warned('kana-missing')).toEqual(new Set(['SUHARTO']))
  })
})

describe(`the same file in other clothes ${req('1.E.2')} ${req('1.E.3')}`, () => {
  it.each([
    ['UTF-8 without BOM', Buffer.from(textB), 'utf-8'],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${textB}`), 'utf-8'],
    ['UTF-16 with BOM', Buffer.from(`\uFEFF${textB}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without BOM', Buffer.from(textB, 'utf16le'), 'utf-16le'],
    ['UTF-16 big-endian with BOM', bigEndian(`\uFEFF${textB}`), 'utf-16be'],
    ['UTF-16 big-endian without BOM', bigEndian(textB), 'utf-16be'],
  ])('reads %s', async (_what, bytes, encoding) => {
    const original = await readFile(fileB, branchB)
    expect(await readFile(bytes, branchB)).toMatchObject({ encoding, good: original.good, bad: [] })
  })

  it('reads fixture a in UTF-8 and UTF-16 with the same lines good and bad', async () => {
    const original = await readFile(fileA)
    for (const bytes of [Buffer.from(textA), Buffer.from(`\uFEFF${textA}`, 'utf16le'), bigEndian(textA)]) {
      expect(await readFile(bytes)).toMatchObject({ good: original.good, bad: original.bad })
    }
  })

  it.each(['\r\n', '\n', '\r'])('reads line ends %j', async (end) => {
    const original = await readFile(fileA)
    expect(await readFile(textA.replaceAll('\r\n', end))).toMatchObject({
      good: original.good,
      bad: original.bad,
    })
  })

  it.each(['\t', ';'])('reads the delimiter %j', async (delimiter) => {
    const original = await readFile(fileB, branchB)
    const file = await readFile(textB.replaceAll(',', delimiter), branchB)
    expect(file).toMatchObject({ delimiter, good: original.good, bad: [] })
  })

  it('reads columns in any order, with the headings in another width', async () => {
    const reversed = textA.split('\r\n').map((line) => line.split(',').reverse().join(','))
    const file = await readFile(
      reversed.join('\r\n').replace('申請書ID', ' 申請書ＩＤ ').replace('ｶﾅ', 'カナ'),
    )
    expect(file.good).toHaveLength(312)
  })

  it('reads columns by position when there is no header', async () => {
    const fields = Object.entries(branchB.columns)
    const headings = textB.split('\n')[0]!.trim().split(',')
    const byPosition = MappingProfile.parse({
      ...branchB,
      header: false,
      columns: Object.fromEntries(
        fields.map(([field, it]) => [field, { position: headings.indexOf(String(it?.header)) + 1 }]),
      ),
    })
    const file = await readFile(textB.slice(textB.indexOf('\n') + 1), byPosition)
    expect({ good: file.good.length, first: file.good[0]?.line, bad: file.bad }).toEqual({
      good: 180,
      first: 1,
      bad: [],
    })
  })

  it('reads cells that are all quoted, and a cell of another column that spans lines', async () => {
    const [head, first, ...rest] = textB.trim().split('\n')
    const quoted = [
      head,
      first?.replace(/^1,/, '"memo\n\nof two lines",'),
      ...rest.map((it) => `"${it.replaceAll(',', '","')}"`),
    ]
    const file = await readFile(quoted.join('\n'), branchB)
    expect(file.good.map((it) => it.line).slice(0, 3)).toEqual([2, 5, 6])
    expect({ good: file.good.length, bad: file.bad }).toEqual({ good: 180, bad: [] })
  })

  it('loses one line to a stray quote', async () => {
    const file = await readFile(textB.replace('佐藤　太郎', '"佐藤　太郎'), branchB)
    expect(file.good).toHaveLength(179)
    expect(file.bad).toMatchObject([{ line: 10, problems: [{ field: 'line', reason: 'stray-quote' }] }])
  })
})
