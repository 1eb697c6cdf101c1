import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { type Holiday, yearOf } from './national-calendar-rules.ts'
import { NATIONAL_HOLIDAYS, PUBLISHED } from './published-holidays.ts'
import { readHolidayFile } from './read-holiday-file.ts'

const sample = readFileSync(join(import.meta.dirname, 'fixtures/holidays-sample.csv'))
const text = new TextDecoder('shift_jis').decode(sample)
const days = [
  { day: '2026-01-01', name: '元日' },
  { day: '2026-01-12', name: '成人の日' },
  { day: '2026-05-01', name: '休日（祝日扱い）' },
  { day: '2026-12-08', name: '試験の日' },
]

describe('祝日のファイル', () => {
  it.each([
    ['CP932（公表のまま）', sample],
    ['UTF-8', Buffer.from(text)],
    ['UTF-8（BOM つき、表計算で保存）', Buffer.from(`\uFEFF${text}`)],
    ['改行が LF', Buffer.from(text.replaceAll('\r\n', '\n'))],
    ['すべて引用符つき', Buffer.from(text.replace(/[^,\r\n]+/g, '"$&"'))],
  ])(`は、%s で読める ${req('2.A.2')}`, async (_what, bytes) => {
    expect(await readHolidayFile(bytes, 2026)).toEqual({ ok: true, value: { days, bad: [] } })
  })

  it('の閉じない引用符は、その行だけの誤り', async () => {
    const broken = Buffer.from(text.replace('2026/1/12,', '2026/1/12,"'))
    expect(await readHolidayFile(broken, 2026)).toMatchObject({
      value: {
        days: days.filter((it) => it.day !== '2026-01-12'),
        bad: [{ line: 4, problem: 'stray-quote' }],
      },
    })
  })

  it.each([
    ['空のファイル', Buffer.alloc(0), 'empty-file'],
    ['Excel のブック', Buffer.from('504b03040000', 'hex'), 'spreadsheet-file'],
    ['画像', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-a-text-file'],
    ['別の表', Buffer.from('申請書ID,氏名\r\n1,試験 花子\r\n'), 'not-the-holiday-file'],
  ])(`ではない%sは、理由をつけて断る ${req('2.A.2')}`, async (_what, bytes, reason) => {
    expect(await readHolidayFile(bytes, 2026)).toEqual({ ok: false, reason })
  })
})

const file = join(process.env.PUBLIC_DATA ?? '../shared/public', 'holidays/syukujitsu.csv')

describe.skipIf(!existsSync(file))('内閣府の表そのもの（syukujitsu.csv、2026年2月）', () => {
  const days = async (thisYear: number): Promise<Holiday[]> => {
    const read = await readHolidayFile(readFileSync(file), thisYear)
    if (!read.ok || read.value.bad.length > 0) throw new Error(JSON.stringify(read))
    return read.value.days
  }

  it(`は、誤りなく読める。2026年は 18 日、2027年は 17 日 ${req('2.A.2')}`, async () => {
    const all = await days(1955)
    expect(all).toHaveLength(1067)
    expect(all[0]).toEqual({ day: '1955-01-01', name: '元日' })
    const ahead = await days(2026)
    expect(Map.groupBy(ahead, (it) => yearOf(it.day)).get(2026)).toHaveLength(18)
    expect(Map.groupBy(ahead, (it) => yearOf(it.day)).get(2027)).toHaveLength(17)
    expect(ahead.at(-1)).toEqual({ day: '2027-11-23', name: '勤労感謝の日' })
  })

  it('の最後の年までは、代わりに使う公開の暦と日が同じ', async () => {
    const official = (await days(1970)).map((it) => it.day)
    const until = yearOf(official.at(-1) ?? '')
    expect(until).toBe(PUBLISHED.announcedUntil)
    expect([...NATIONAL_HOLIDAYS.keys()].filter((it) => yearOf(it) <= until)).toEqual(official)
  })
})
