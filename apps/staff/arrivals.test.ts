import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { type ImportId, mintId } from '@madoguchi/core/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from './testing/desk.ts'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

const fixtures = join(import.meta.dirname, '../../packages/core/src/issuance/arrivals/fixtures')
const fileA = readFileSync(join(fixtures, 'card-arrivals-a.csv'))

let office: Office
let desk: Desk
let at: string
beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo', ['part_time'])
  const [formToken, importId] = [await desk.token('/arrivals'), mintId<ImportId>()]
  const parts: [string, string | Uint8Array][] = [
    ['formToken', formToken],
    ['importId', importId],
    ['profile', 'jlis-a'],
    ['file', fileA],
  ]
  at = (await desk.upload('/arrivals/upload', parts)).location
})
afterAll(() => office?.close())

const plain = ({ text }: Answer) =>
  text.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
/** What the inputs of a form hold. */
const heldBy = ({ text }: Answer) =>
  Object.fromEntries(
    [...text.matchAll(/<input class="input"[^>]* name="(\w+)"(?:[^>]* value="([^"]*)")?/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )

describe(`the eight bad lines of fixture a, on the page ${req('1.E.5')} ${req('1.E.11')}`, () => {
  it.each([
    [19, '生年月日：その年号の期間にない日付です（昭和64年1月8日）。'],
    [44, '申請書ID：23桁の数字です。いま22桁あります。'],
    [62, '申請書ID：12行目と同じ申請書IDです。'],
    [90, '氏名：氏名がありません。'],
    [122, '住所：個人番号（12桁）らしい数字があります。'],
    [152, '行全体：行が途中で切れています。16列のうち9列しかありません。'],
    [202, '交付場所：登録のない交付場所です（鴻巣市役所）。'],
    [235, '有効期限：暦にない日付です（令和8年2月30日）。'],
  ])('line %i: %s', async (line, sentence) => {
    const { text } = await desk.get(at)
    const row = text.split('<tr>').find((it) => it.includes(`/rows/${line}"`)) ?? ''
    expect(row.replace(/<[^>]+>/g, ' ')).toContain(sentence)
  })

  it('and the first ten good ones as they will be stored', async () => {
    const text = plain(await desk.get(at))
    expect(text).toContain('登録される内容（先頭の10件）')
    expect(text).toContain('桒原 昴 クワバラ スバル 平成2年6月9日（1990年） 3620017')
  })
})

describe(`a bad line ${req('1.E.6')}`, () => {
  it('is shown field by field, what looked like a 個人番号 masked', async () => {
    const page = await desk.get(`${at}/rows/122`)
    expect(heldBy(page)).toMatchObject({
      name: '德永　太郎',
      address: expect.stringContaining('************'),
    })
    expect(plain(page)).toContain('伏せ字（****）に置き換えています')
  })

  it('that is wrong still keeps what was typed, and says at each field what is wrong', async () => {
    const path = `${at}/rows/90`
    const typed = { ...heldBy(await desk.get(path)), name: '', birthDate: '昭和70年1月1日' }
    const answer = await desk.post(path, typed)
    expect(answer.status).toBe(422)
    expect(heldBy(answer)).toEqual(typed)
    expect(plain(answer)).toContain('まだ誤りがあります')
    expect(answer.text.match(/aria-invalid="true"/g)).toHaveLength(2)
  })

  it('is good once it is corrected, and waits with the others', async () => {
    const path = `${at}/rows/90`
    const typed = { ...heldBy(await desk.get(path)), name: '試験　花子', birthDate: '昭和40年1月1日' }
    const answer = await desk.post(path, typed)
    expect([answer.status, answer.location]).toEqual([303, `${at}?corrected=90`])
    const text = plain(await desk.get(answer.location))
    expect(text).toContain('90行目を直しました。')
    expect(text).toMatch(/良い行 313件 誤りのある行 7件/)
    expect(plain(await desk.get(path))).toContain('ほかの担当者がすでに直したか')
  })

  it('is given up only after asking', async () => {
    expect(plain(await desk.get(`${at}/rows/152/drop`))).toContain('152行目を使わないことにしますか')
    const answer = await desk.post(`${at}/rows/152/drop`)
    expect(answer.location).toBe(`${at}?dropped=152`)
    expect(plain(await desk.get(at))).toMatch(/良い行 313件 誤りのある行 6件/)
  })

  it('goes into a file with the others, for a spreadsheet', async () => {
    const { text, headers } = await desk.get(`${at}/bad-rows.csv`)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="bad-rows.csv"; filename\*=UTF-8''/,
    )
    expect(headers.get('cache-control')).toBe('no-store')
    // The byte-order mark goes when the answer is read as text.
    expect(text.split('\r\n')).toHaveLength(8)
    expect(text).toContain('"44","申請書ID：23桁の数字です。いま22桁あります。"')
  })
})

describe('taking the good rows in', () => {
  it('asks first, then leaves one job however often it is pressed', async () => {
    const text = plain(await desk.get(`${at}/commit`))
    expect(text).toContain('313件を取り込みますか')
    expect(text).toContain('誤りのある行6件は登録されません。')

    const presses = await Promise.all([1, 2].map(() => desk.post(`${at}/commit`)))
    for (const answer of presses) expect([answer.status, answer.location]).toEqual([303, at])
    const jobs = await office.owner`select payload from app.outbox where topic = 'arrivals.commit'`
    expect(jobs).toEqual([{ payload: { importId: at.split('/').at(-1), staffId: desk.staffId } }])
  })

  it(`shows how far it is, and comes again by itself without a script ${req('1.E.10')}`, async () => {
    const { text } = await desk.get(at)
    expect(text).toMatch(/<progress[^>]* max="313"[^>]* value="0"|<progress[^>]* value="0"[^>]* max="313"/)
    expect(text).toMatch(/<noscript><meta http-equiv="refresh" content="3; url=[^"]+\?auto"/)
  })

  it('cannot be thrown away any more', async () => {
    const answer = await desk.post(`${at}/discard`)
    expect(answer.status).toBe(409)
    expect(plain(answer)).toContain('すでに取り込みを始めているため、破棄できません。')
  })
})

describe('an import of another municipality', () => {
  it.each(['', '/commit', '/discard', '/rows/44', '/rows/44/drop', '/bad-rows.csv'])(
    'is not there: %s',
    async (path) => {
      const neighbour = await office.desk('minase')
      expect((await neighbour.get(at + path)).status).toBe(404)
      if (path && !path.endsWith('csv')) expect((await neighbour.post(at + path, {}, '/')).status).toBe(404)
    },
  )

  it.each(['/arrivals/1', '/arrivals/1/commit', '/arrivals/1/rows/x'])('nor is %s', async (path) => {
    expect((await desk.get(path)).status).toBe(404)
  })
})
