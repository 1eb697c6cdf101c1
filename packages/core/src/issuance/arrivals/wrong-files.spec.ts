import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { myNumberCheckDigit } from '../my-number-rules.ts'
import { readArrivals } from './read-arrivals.ts'
import { branchB, fileB, jlisA, known, readFile, textA, textB } from './testing/read-file.ts'

describe('a file that is not what was meant', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const header = textA.slice(0, textA.indexOf('\r\n'))

  it.each<[string, Uint8Array | string, object]>([
    ['an empty file', '', { reason: 'empty-file' }],
    ['a byte-order mark alone', '\uFEFF', { reason: 'empty-file' }],
    ['blank lines', '\r\n\r\n', { reason: 'empty-file' }],
    ['a header without lines', `${header}\r\n`, { reason: 'no-rows' }],
    ['a header and blank lines', `${header}\r\n\r\n,,,,\r\n`, { reason: 'no-rows' }],
    ['a picture', png, { reason: 'not-a-text-file' }],
    [
      'noise',
      Buffer.from(Array.from({ length: 3000 }, (_, at) => 128 + ((at * 97) % 127))),
      { reason: 'not-a-text-file' },
    ],
    ['an Excel workbook', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), { reason: 'spreadsheet-file' }],
    ['an old Excel workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), { reason: 'spreadsheet-file' }],
    ['a letter', '拝啓\n時下ますますご清栄のこととお喜び申し上げます。', { reason: 'columns-missing' }],
    [
      'a file with a column fewer',
      textA.replace('生年月日', '誕生'),
      { reason: 'columns-missing', columns: ['生年月日'] },
    ],
    [
      'a file with a column twice',
      textA.replace('郵便番号', '住所'),
      { reason: 'columns-missing', columns: ['郵便番号'] },
    ],
    [
      'a heading twice',
      textA.replace('箱番号', '箱番号,箱番号'),
      { reason: 'column-twice', columns: ['箱番号'] },
    ],
  ])('is refused: %s', async (_what, bytes, refusal) => {
    expect((await readFile(bytes)).refused).toMatchObject({ ok: false, ...refusal })
  })

  it('is refused when it belongs to another profile', async () => {
    expect((await readFile(fileB, jlisA)).refused).toMatchObject({ reason: 'columns-missing' })
  })

  it('lets go of the stream', async () => {
    let open = true
    async function* stream() {
      try {
        yield Buffer.from('拝啓\n')
        yield Buffer.from('敬具\n')
      } finally {
        open = false
      }
    }
    await readArrivals(stream(), jlisA, known)
    expect(open).toBe(false)
  })
})

describe('a file with a 個人番号 in a column that we do not read', () => {
  const number = `27182818284${myNumberCheckDigit([2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4])}`
  const withRemark = (heading: string) =>
    textB
      .split('\n')
      .map((line, at) => (line ? `${line},${at === 0 ? heading : number}` : line))
      .join('\n')

  it(`is refused line by line, with the name of the column ${req('1.E.8')}`, async () => {
    const { good, bad } = await readFile(withRemark('remark'), branchB)
    expect([good.length, bad.length]).toEqual([0, 180])
    expect(bad[0]?.problems).toEqual([
      { field: 'other', reason: 'my-number-in-field', detail: { column: 'remark' } },
    ])
    expect(JSON.stringify(bad)).not.toContain(number)
  })

  it('is read when the profile says that the column holds something else', async () => {
    const { good } = await readFile(withRemark('time stamp'), {
      ...branchB,
      otherTwelveDigits: ['Time Stamp'],
    })
    expect(good).toHaveLength(180)
  })
})

const hostile = join(process.env.PUBLIC_DATA ?? '../shared/public', 'hostile')
describe.skipIf(!existsSync(hostile))(`hostile strings as names (skipped without ${hostile})`, () => {
  const lists = () => readdirSync(hostile).filter((it) => /\.(txt|json)$/.test(it))
  const stringsOf = (list: string): string[] => {
    const text = readFileSync(join(hostile, list), 'utf8')
    return list.endsWith('.json') ? JSON.parse(text) : text.split('\n')
  }

  it('are kept as they are, or refused with a reason; no line takes another with it', async () => {
    const [head, first = ''] = textB.split('\n')
    const cells = first.split(',')
    for (const list of lists()) {
      const names = stringsOf(list)
      const lines = names.map((name, at) => {
        const id = String(at).padStart(23, '0')
        return cells
          .with(3, `"${name.replaceAll('"', '""')}"`)
          .with(9, id)
          .join(',')
      })
      const { good, bad } = await readFile([head, ...lines].join('\n'), branchB)
      for (const row of good) expect(row.good.name).toBe(names[Number(row.good.applicationId)])
      expect(good.length + bad.length, list).toBe(names.length)
      expect(bad.every((row) => row.problems.length > 0)).toBe(true)
    }
  })

  it('are survived in every place of a line', async () => {
    for (const list of lists()) {
      for (const text of stringsOf(list))
        await readFile(`${textB.split('\n')[0]}\n${text},${text}\n"${text}`, branchB)
    }
  })
})
