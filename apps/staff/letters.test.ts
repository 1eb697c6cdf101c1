import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { commitArrivals, readMappings, stageArrivals } from '@madoguchi/core/issuance/arrivals'
import { type ImportId, mintId } from '@madoguchi/core/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from './testing/desk.ts'
import { type Desk, keys, type Office, openOffice } from './testing/open-office.ts'

const root = join(import.meta.dirname, '../..')
const fileA = join(root, 'packages/core/src/issuance/arrivals/fixtures/card-arrivals-a.csv')
const NUMBER = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/g

let office: Office
let desk: Desk
let importId: ImportId
beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo')
  importId = await takeIn()
})
afterAll(() => office?.close())

/** The fixture, as an officer and the job after them would take it in. */
async function takeIn() {
  const db = office.open('web_staff')
  const actor = { role: 'staff', tenantId: desk.tenantId, subjectId: desk.staffId } as const
  const mappings = await readMappings(join(root, 'tenants'), 'ageo')
  const profile = mappings.ok && mappings.value.find((it) => it.id === 'jlis-a')
  if (!profile) throw new Error('the profile of the fixture is missing')
  const id = mintId<ImportId>()
  const upload = { importId: id, fileName: '到着.csv', profile, stream: createReadStream(fileA) }
  await stageArrivals(db, actor, upload, new Date())
  await commitArrivals(db, actor, { importId: id, terminal: 'jobs', keys }, new Date())
  return id
}

const numbersIn = ({ text }: Answer) => text.match(NUMBER) ?? []
const firstIn = ({ text }: Answer) => /name="first" value="([^"]+)"/.exec(text)?.[1] ?? ''
const plain = ({ text }: Answer) =>
  text.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe(`the letters of an import ${req('1.E.14')}`, () => {
  let printed: Answer

  it('are nobody’s whose part they are not', async () => {
    const other = await office.desk('ageo', ['part_time', 'branch', 'contractor', 'call_centre', 'auditor'])
    for (const path of ['/letters', '/letters/open', `/letters/open?import=${importId}`, '/letters/print'])
      expect((await other.get(path)).status, path).toBe(404)
    expect((await other.post('/letters/print', { import: importId }, '/')).status).toBe(404)
    expect((await other.post('/letters/reissue', {}, '/')).status).toBe(404)
  })

  it('are offered with how many wait, and who would be first and last', async () => {
    expect(plain(await desk.get('/letters'))).toMatch(/到着\.csv .* 312件/)
    const text = plain(await desk.get(`/letters/open?import=${importId}`))
    expect(text).toContain('200件の案内を印刷用に開きますか')
    expect(text).toContain('この画面を閉じると二度と表示できません')
    expect(text).not.toMatch(NUMBER)
  })

  it('come once, in an answer that nobody keeps', async () => {
    const page = `/letters/open?import=${importId}`
    const form = { import: importId, first: firstIn(await desk.get(page)) }
    printed = await desk.post('/letters/print', form, page)
    expect(printed.status).toBe(200)
    expect(printed.headers.get('cache-control')).toBe('no-store')
    expect(new Set(numbersIn(printed)).size).toBe(200)

    const again = await desk.post('/letters/print', form, page)
    expect(again.status).toBe(409)
    expect(numbersIn(again)).toEqual([])
    // Loaded anew, by oneself: what happened, and where to go on.
    expect(plain(again)).toMatch(/にあなたが開きました。照会番号が表示されるのは、開いたときの一度だけです/)
    expect(again.text).toMatch(/href="\/letters\/reissue\?at=\d{13}&amp;by=/)
    expect(again.text).toContain('href="/letters#openings"')
    const colleague = await office.desk('ageo')
    expect(plain(await colleague.post('/letters/print', form, '/'))).toMatch(/この案内は、.*が開きました/)
    expect(numbersIn(await desk.get('/letters/print'))).toEqual([])
  })

  it('say each thing once, to the reader and not to a script', async () => {
    expect(printed.text).not.toMatch(/__remixContext|modulepreload/)
    const [number = ''] = numbersIn(printed)
    expect(printed.text.split(number)).toHaveLength(2)
    expect(printed.text).not.toContain(number.replaceAll('-', ''))
    expect(plain(printed)).toContain('ageo.localhost:8080/k')
    expect(plain(printed)).toContain('持ち')
  })

  it('say what to do to whoever reads no Japanese, and that they are not the postcard', () => {
    const [, sheet = ''] = printed.text.split('<article')
    const text = sheet.replace(/<[^>]+>/g, '')
    expect(text).toContain('この案内は、窓口に出す交付通知書（はがき）ではありません')
    expect(text).toMatch(/やさしい にほんご】.*ageo\.localhost:8080\/k.*もってくるもの.*電話（でんわ）：\d/)
    expect(sheet).toMatch(
      /<p lang="en">\[English\] .*ageo\.localhost:8080\/k.*what to bring.*Telephone .*\d<\/p>/,
    )
  })

  it('say the fee as the pages do, apart from what to bring, and who pays another one', () => {
    const renewal = printed.text.split('<article').find((it) => it.includes('返納していただきます'))
    const [, fee = ''] = /class="letter-fee">(.*?)<\/dd>/s.exec(renewal ?? '') ?? []
    expect(fee.match(/<p>.*?<\/p>/gs)?.map((it) => it.replace(/<[^>]+>/g, ''))).toEqual([
      '手数料：無料',
      'いまのカードを返納できない方（再交付として扱います）：1,000円',
    ])
    expect(printed.text).not.toContain('<li>手数料')
  })

  it('are known to residents by a number behind the fragment alone', () => {
    expect(printed.text.match(/<svg role="img" aria-label="予約ページの二次元コード"/g)).toHaveLength(200)
  })

  it('are on record afterwards, and are issued again together when the printer failed', async () => {
    const list = await desk.get('/letters')
    const [, query = ''] = /href="\/letters\/reissue\?([^"]+)"/.exec(list.text) ?? []
    const path = `/letters/reissue?${query.replaceAll('&amp;', '&')}`
    expect(plain(await desk.get(path))).toContain('200件の照会番号を再発行しますか')

    const form = Object.fromEntries(new URLSearchParams(path.split('?')[1]))
    const answer = await desk.post('/letters/reissue', form, path)
    expect([answer.status, answer.location]).toEqual([303, '/letters?reissued=200'])
    expect(plain(await desk.get(answer.location))).toContain('200件の照会番号を再発行しました')
    expect((await desk.post('/letters/reissue', form, path)).location).toBe('/letters?reissued=0')
  })

  it('of one card are issued again from its record', async () => {
    const page = `/letters/open?import=${importId}`
    await desk.post('/letters/print', { import: importId, first: firstIn(await desk.get(page)) }, page)
    const [card] = await office.owner<{ id: string }[]>`
      select card_id as id from app.inquiry_numbers where sealed is null and voided_at is null limit 1`
    const path = `/letters/reissue/${card?.id}`
    const confirm = await desk.get(path)
    const number = /name="number" value="([^"]+)"/.exec(confirm.text)?.[1] ?? ''
    expect(plain(confirm)).toContain('さんの照会番号を再発行しますか')
    const answer = await desk.post(path, { number })
    expect([answer.status, answer.location]).toEqual([303, `/cards/${card?.id}`])
    expect(plain(await desk.get(path))).toContain('まだ印刷していません')
  })

  it('are another municipality’s secret', async () => {
    const neighbour = await office.desk('minase')
    expect(plain(await neighbour.get('/letters'))).toContain('印刷を待っている案内はありません')
    const answer = await neighbour.get(`/letters/open?import=${importId}`)
    expect([answer.status, answer.location]).toEqual([303, '/letters'])
  })

  it.each(['/letters/open?import=1', '/letters/reissue?at=x&by=y', '/letters/reissue/1', '/letters/reissue'])(
    'are not at %s',
    async (path) => expect((await desk.get(path)).status).toBe(404),
  )

  it('leave no number in the log', () => {
    expect(JSON.stringify(office.log)).not.toMatch(NUMBER)
    expect(office.log.filter((event) => event.level === 'error')).toEqual([])
  })
})
