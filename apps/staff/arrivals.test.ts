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
  at = await upload(fileA)
})
afterAll(() => office?.close())

async function upload(file: Uint8Array) {
  const parts: [string, string | Uint8Array][] = [
    ['formToken', await desk.token('/arrivals')],
    ['importId', mintId<ImportId>()],
    ['profile', 'jlis-a'],
    ['file', file],
  ]
  return (await desk.upload('/arrivals/upload', parts)).location
}

const plain = ({ text }: Answer) =>
  text.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
/** What the inputs of a form hold, and what is chosen in it. */
const heldBy = ({ text }: Answer) =>
  Object.fromEntries(
    [
      ...text.matchAll(/<input class="input"[^>]* name="(\w+)"(?:[^>]* value="([^"]*)")?/g),
      ...text.matchAll(/<select[^>]* id="(\w+)"[^>]*>(?:(?!<\/select).)*?<option value="([^"]*)" selected/g),
    ].map(([, name = '', value = '']) => [name, value]),
  )
const choicesOf = ({ text }: Answer, name: string) =>
  [
    ...(new RegExp(`<select[^>]* id="${name}".*?</select>`).exec(text)?.[0] ?? '').matchAll(
      /<option[^>]*>([^<]*)/g,
    ),
  ].map(([, label]) => label)

describe(`the eight bad lines of fixture a, on the page ${req('1.E.5')} ${req('1.E.11')}`, () => {
  it.each([
    [19, '生年月日：その年号の期間にない日付です（昭和64年1月8日）。'],
    [44, '申請書ID：23桁の数字です。いま22桁あります。'],
    [62, '申請書ID：12行目と同じ申請書IDです。'],
    [90, '氏名：氏名がありません。'],
    [122, '住所：個人番号（12桁）らしい数字があります。'],
    [152, '行全体：行が途中で切れています。16列のうち9列しかありません。'],
    [202, '交付場所：登録のない交付場所です（鴻巣市役所）。他市のカードのおそれがあります。'],
    [235, '有効期限：暦にない日付です（令和8年2月30日）。'],
  ])('line %i: %s', async (line, sentence) => {
    const { text } = await desk.get(at)
    const row = text.split('<tr>').find((it) => it.includes(`/rows/${line}"`)) ?? ''
    expect(row.replace(/<[^>]+>/g, ' ')).toContain(sentence)
  })

  it('and the first ten good ones as they will be stored', async () => {
    const text = plain(await desk.get(at))
    expect(text).toContain('登録される内容（先頭の10件）')
    expect(text).toContain(
      '氏名 桒原 昴 カナ クワバラ スバル 生年月日 平成2年（1990年）6月9日 郵便番号 3620017',
    )
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

  it('takes the place, the kind and the certificates by their official names, and keeps what the file said', async () => {
    const page = await desk.get(`${at}/rows/202`)
    expect(choicesOf(page, 'venue').slice(0, 4)).toEqual([
      '選択してください',
      '「鴻巣市役所」（ファイルの記載）',
      '上尾市役所',
      '平方支所',
    ])
    expect(choicesOf(page, 'kind')).toEqual([
      '選択してください',
      '新規',
      '更新',
      '再交付',
      '特急発行',
      '国外転出者向け',
    ])
    expect(choicesOf(page, 'userCertificate')).toEqual(['指定なし', '希望する', '希望しない'])
    expect(heldBy(page)).toMatchObject({
      venue: '鴻巣市役所',
      userCertificate: expect.stringMatching(/有|無/),
    })

    const answer = await desk.post(`${at}/rows/202`, heldBy(page))
    expect(answer.status).toBe(422)
    expect(heldBy(answer)).toEqual(heldBy(page))
    expect(plain(answer).match(/登録のない交付場所です（鴻巣市役所）/g)).toHaveLength(2)
  })

  it('is good once it is corrected, and waits with the others', async () => {
    const path = `${at}/rows/90`
    const typed = { ...heldBy(await desk.get(path)), name: '試験　花子', birthDate: '昭和40年1月1日' }
    const answer = await desk.post(path, typed)
    expect([answer.status, answer.location]).toEqual([303, `${at}?corrected=90`])
    const text = plain(await desk.get(answer.location))
    expect(text).toContain('90行目を直しました。')
    expect(text).toMatch(/取り込める行 313件 誤りのある行 7件/)
    expect(plain(await desk.get(path))).toContain('ほかの担当者がすでに直したか')
  })

  it('is given up only after asking', async () => {
    expect(plain(await desk.get(`${at}/rows/152/drop`))).toContain('152行目を使わないことにしますか')
    const answer = await desk.post(`${at}/rows/152/drop`)
    expect(answer.location).toBe(`${at}?dropped=152`)
    expect(plain(await desk.get(at))).toMatch(/取り込める行 313件 誤りのある行 6件/)
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

describe('names that lost a character', () => {
  it('are counted over all rows, and can be opened and saved', async () => {
    const head = fileA.subarray(0, fileA.indexOf('\n') + 1)
    const rows = Array.from({ length: 30 }, (_, n) => {
      const name = n === 20 ? '試験　〓子' : '試験　花子'
      return `B1,${String(n).padStart(23, '9')},,,${name},,平成2年6月9日,,,新規,,,,,,市役所\r\n`
    })
    const page = await upload(Buffer.from(new TextDecoder('shift_jis').decode(head) + rows.join('')))
    const text = plain(await desk.get(page))
    expect(text).toContain('外字を含む氏名 1件')
    expect(text).toContain('氏名を確かめるまで、その案内は印刷されません。')
    expect(plain(await desk.get(`${page}/names`))).toMatch(/22 試験 〓子 99999999999999999999920/)
    const { text: csv, headers } = await desk.get(`${page}/names.csv`)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(csv.split('\r\n')[1]).toBe(`"22","'99999999999999999999920","試験　〓子"`)
    expect(plain(await desk.get(`${page}/commit`))).toContain('氏名に外字を含む1件も取り込みます。')
  })
})

describe('a file in which nothing is new', () => {
  it('says what would happen, and offers no button for nothing', async () => {
    const page = await upload(fileA)
    expect(plain(await desk.get(page))).toMatch(/新しいカード 312件 すでにあるカード 0件 変わるカード 0件/)
    const venue = await office.owner<{ id: string }[]>`
      select id from app.venues where tenant_id = ${desk.tenantId} limit 1`
    await office.owner`
      insert into app.cards (tenant_id, application_id, kind, venue_id)
      select tenant_id, arrival ->> 'applicationId', 'new', ${venue[0]?.id ?? ''}
      from app.arrival_rows where import_id = ${page.split('/').at(-1) ?? ''} and state = 'good'`
    const { text } = await desk.get(page)
    expect(plain({ text } as Answer)).toMatch(/新しいカード 0件 すでにあるカード 312件 変わるカード 0件/)
    expect(text).not.toContain('/commit"')
    expect(text).toContain('新しいカードがないため、取り込むものはありません。')
    expect((await desk.get(`${page}/commit`)).text).not.toContain('>取り込む<')
    expect((await desk.post(`${page}/commit`, {}, '/arrivals')).status).toBe(409)
    await office.owner`delete from app.cards where tenant_id = ${desk.tenantId}`
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

describe('the same file, sent again', () => {
  it('leads to the bad rows that wait in the first import, and lists none a second time', async () => {
    const first = at.split('/').at(-1) ?? ''
    await office.owner`update app.arrival_imports set state = 'committed', committed_at = now() where id = ${first}`
    const again = await desk.get(await upload(fileA))
    expect(plain(again)).toContain('同じ誤りのある行')
    expect(again.text).toContain(`href="/arrivals/${first}#bad-rows"`)
    expect(again.text).not.toContain('画面で直す')
    expect((await desk.get(at)).text).toContain('画面で直す')
  })
})

describe('the same file once everything in it is a card', () => {
  const orders = (answer: Answer) => plain(answer).match(/してください。/g)

  it('gives one instruction: to throw it away', async () => {
    const first = at.split('/').at(-1) ?? ''
    await office.owner`
      insert into app.cards (tenant_id, application_id, kind, venue_id)
      select r.tenant_id, r.arrival ->> 'applicationId', 'new', v.id from app.arrival_rows r
      join app.venues v on v.tenant_id = r.tenant_id and v.code = 'city-hall'
      where r.import_id = ${first} and r.state = 'good'`
    const again = await desk.get(await upload(fileA))
    expect(plain(again)).toMatch(
      /新しいカードはありません。この受入は破棄してください。 誤りのある行6件は、前の受入に残っています。/,
    )
    expect(orders(again)).toHaveLength(1)
    expect(again.text).toContain(`href="/arrivals/${first}#bad-rows"`)
  })

  it('a bad line whose card came through another file is registered, and needs nothing', async () => {
    const row = async () => (await desk.get(at)).text.split('<tr>').find((it) => it.includes('>235<')) ?? ''
    expect(await row()).toContain('/rows/235"')
    await office.owner`
      insert into app.cards (tenant_id, application_id, kind, venue_id)
      select tenant_id, '22240161912663901718593', 'new', id from app.venues
      where tenant_id = ${desk.tenantId} and code = 'city-hall'`
    expect(await row()).toContain('登録済み')
    expect(await row()).not.toContain('/rows/235"')
    const page = plain(await desk.get(at))
    expect(page).toMatch(/誤りのある行 5件/)
    expect(page).toContain('1件は、ほかのファイルから取り込まれて、登録済みです。')
    // Two lines with one 申請書ID: which of them the card is, is still to be found out.
    expect((await desk.get(at)).text).toContain('/rows/62"')
  })

  it('a corrected row that waits is in the word for the import, with one notice', async () => {
    const { text } = await desk.get(`${at}?corrected=90`)
    expect(plain({ text } as Answer)).toMatch(/直した行が未取り込み：\d+件/)
    expect(text.match(/class="notice"/g)).toHaveLength(1)
    expect(plain(await desk.get('/arrivals'))).toMatch(/直した行が未取り込み：\d+件/)
    await office.owner`delete from app.cards where tenant_id = ${desk.tenantId}`
  })
})

describe('an import of another municipality', () => {
  it.each(['', '/commit', '/discard', '/rows/44', '/rows/44/drop', '/names', '/bad-rows.csv', '/names.csv'])(
    'is not there: %s',
    async (path) => {
      const neighbour = await office.desk('minase')
      expect((await neighbour.get(at + path)).status).toBe(404)
      if (path && !/csv|names/.test(path)) expect((await neighbour.post(at + path, {}, '/')).status).toBe(404)
    },
  )

  it.each(['/arrivals/1', '/arrivals/1/commit', '/arrivals/1/rows/x'])('nor is %s', async (path) => {
    expect((await desk.get(path)).status).toBe(404)
  })
})
