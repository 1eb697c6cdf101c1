import { inflateRawSync } from 'node:zlib'
import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
const span = 'from=2026-10-01&until=2026-10-31'

beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo', ['manager'])
  const { owner } = office
  const [hall] = await owner<[{ id: string }]>`
    select id from app.venues where tenant_id = ${desk.tenantId} and code = 'city-hall'`
  const at = (text: string) => new Date(`2026-10-05T${text}:00+09:00`)
  for (const [state, times] of [
    ['done', { checkedInAt: at('08:50'), servingAt: at('09:10'), finishedAt: at('09:25') }],
    ['no_show', {}],
    ['cancelled', {}],
  ] as const) {
    const { id, subjectId } = await factories.reservations(owner, desk.tenantId, {
      ...{ venueId: hall.id, startsAt: at('09:00'), state, channel: 'telephone', ...times },
    })
    const who = { reservationId: id, subjectId, procedureCode: 'P09', live: false }
    await factories.reservationPeople(owner, desk.tenantId, who)
  }
})
afterAll(() => office?.close())

const plain = (text: string) => text.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')

/** The files of a zip archive as text, by its central directory. */
function unzipped(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\u0005\u0006') + 16)
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [size, nameLength] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)]
    const local = zip.readUInt32LE(at + 42)
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const body = zip.subarray(begin, begin + size)
    const text = zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(body) : body
    files.set(zip.toString('utf8', at + 46, at + 46 + nameLength), text.toString())
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return files
}

describe(`統計 ${req('2.I.1')}`, () => {
  it('is seen by whoever plans or looks over the work, and by nobody else', async () => {
    for (const role of ['officer', 'branch', 'auditor'] as const)
      expect((await (await office.desk('ageo', [role])).get('/statistics')).status, role).toBe(200)
    const others = await office.desk('ageo', ['part_time', 'contractor', 'call_centre'])
    for (const path of ['/statistics', `/statistics.csv?${span}`, `/statistics.xlsx?${span}`])
      expect((await others.get(path)).status, path).toBe(404)
    expect((await others.get('/')).text).not.toContain('href="/statistics"')
    expect((await desk.get('/')).text).toContain('href="/statistics"')
  })

  it('shows the figures of a period as tables, each beside its picture', async () => {
    const { text } = await desk.get(`/statistics?${span}`)
    const page = plain(text)
    expect(page).toContain('令和8年10月1日（木）〜令和8年10月31日（土）')
    expect(page).toMatch(/上尾市役所 2 1 1 50 1 1 20 15/)
    expect(page).toMatch(/電子証明書の更新 2 1 1 50 1 1 20 15/)
    expect(page).toMatch(/9時台 2 1 1 50 1 1 20 15/)
    expect(page).toMatch(/月曜 2 1 1 50 1 1 20 15/)
    expect(text).toContain('role="img" aria-label="拠点ごとの「予約」の図。数は下の表にあります。"')
    // Nothing that the security policy would refuse.
    expect(text.match(/<svg[\s\S]*?<\/svg>/g)?.join('')).not.toMatch(/style=|<style/)
  })

  it('says what is wrong with a period, and keeps what was typed', async () => {
    const answer = await desk.get('/statistics?from=2026-10-31&until=2026-10-01')
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('終了日が、開始日より前です。')
    expect(answer.text).toContain('value="2026-10-31"')
    expect((await desk.get('/statistics.csv?from=2026-10-31&until=2026-10-01')).status).toBe(404)
  })

  it('gives the same numbers as CSV and as a workbook, and both are on record', async () => {
    const csv = await desk.get(`/statistics.csv?${span}`)
    expect(csv.headers.get('content-disposition')).toContain(
      encodeURIComponent('統計_2026-10-01_2026-10-31.csv'),
    )
    expect(csv.text).toContain('"上尾市役所",2,1,1,50,1,1,20,15\r\n')

    const { bytes } = await desk.get(`/statistics.xlsx?${span}`)
    const files = unzipped(bytes)
    const words = files.get('xl/sharedStrings.xml') ?? ''
    const sheets = [...files].filter(([name]) => name.startsWith('xl/worksheets/sheet')).map(([, xml]) => xml)
    expect(files.get('xl/workbook.xml')).toContain('name="拠点ごと"')
    expect(words + sheets.join('')).toContain('上尾市役所')
    const numbers = sheets.map((xml) =>
      [...xml.matchAll(/<v>([\d.]+)<\/v>/g)].map(([, value]) => value).join(' '),
    )
    expect(numbers.some((it) => it.endsWith('2 1 1 50 1 1 20 15'))).toBe(true)

    const page = plain((await desk.get('/statistics')).text)
    expect(page).toMatch(/保存の記録 .*XLSX .*CSV /)
  })
})
