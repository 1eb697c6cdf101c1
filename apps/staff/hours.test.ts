import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Office, openOffice } from './testing/open-office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  // Before anybody has read the settings, which are kept in memory for a while.
  await office.owner`
    insert into app.policies (tenant_id, version, effective_from, document, digest)
    select p.tenant_id, 2, now() + interval '1 year', jsonb_set(p.document, '{booking,opensDaysBefore}', '45'), '\\x00'
    from app.policies p join app.tenants t on t.id = p.tenant_id where t.slug = 'ageo' and p.version = 1`
})
afterAll(() => office?.close())

const plain = (text: string) => text.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe(`設定 › 受付時間 ${req('2.B.5')}`, () => {
  it('is read by whoever works in the office, from the menu; the days stay a manager’s', async () => {
    const desk = await office.desk('ageo', ['call_centre'])
    expect((await desk.get('/')).text).toContain('href="/hours"')
    const { status, text } = await desk.get('/hours')
    expect(status).toBe(200)
    expect(text).not.toContain('href="/calendar"')
    expect(text).not.toContain('<form method="post" action="/hours"')
    const manager = await office.desk('ageo', ['manager'])
    expect((await manager.get('/hours')).text).toContain('href="/calendar"')
    expect((await manager.get('/calendar')).text).toContain('href="/hours"')
  })

  it('shows a venue’s days, hours and places for each channel as they are stored', async () => {
    const desk = await office.desk('ageo', ['officer'])
    const text = plain((await desk.get('/hours?venue=city-hall')).text)
    expect(text).toMatch(/カードの受け取り 月〜金 9:00–12:00 13:00–16:30 完全予約 30分 6 5 2 6/)
    expect(text).toMatch(/カードの受け取り 第2・第4土 9:00–12:00 完全予約 30分 8 7 2 8/)
    const branch = plain((await desk.get('/hours?venue=oyamadai')).text)
    expect(branch).toMatch(/9:00–12:00 13:00–16:30 最後の枠は16時から 完全予約 15分 1 1 1 1/)
    expect(branch).not.toContain('カードの受け取り 月')
  })

  it(`says how each of them receives people; without booking there are no places ${req('2.A.4')}`, async () => {
    const desk = await office.desk('minase', ['officer'])
    expect(plain((await desk.get('/hours?venue=town-hall')).text)).toMatch(
      /第2土 9:00–12:00 予約不要 － － － － －/,
    )
    expect(plain((await desk.get('/hours?venue=minato')).text)).toMatch(
      /火・木 10:00–12:00 13:00–15:00 予約優先 20分 1/,
    )
  })

  it('says from when until when each channel books, and until when it changes', async () => {
    const ageo = plain((await (await office.desk('ageo')).get('/hours')).text)
    expect(ageo).toMatch(/ウェブ 30日前の9時から 枠の1時間前まで 予約の時刻まで/)
    expect(ageo).toMatch(
      /窓口 30日前の9時から 枠の1時間前まで 予約の時刻まで 来庁した方は、いまの枠が終わるまで/,
    )
    expect(ageo).toContain('理由を記録すれば、定員の中で')
    const minase = plain((await (await office.desk('minase')).get('/hours')).text)
    expect(minase).toMatch(
      /ウェブ 14日前の8時30分から 1営業日前の24時まで、または枠の1時間前まで（早いほう） 予約の1日前まで/,
    )
    expect(minase).toMatch(/電話 14日前の8時30分から .* 予約の時刻まで ほかの方法の枠は使えません/)
  })

  it(`says it for each venue ${req('2.B.2')}`, async () => {
    const desk = await office.desk('minase')
    const hall = plain((await desk.get('/hours?venue=town-hall')).text)
    expect(hall).toMatch(/電話 14日前の8時30分から 枠の1時間前まで/)
    expect(hall).toMatch(/窓口 14日前の8時30分から 1営業日前の24時まで/)
    const branch = plain((await desk.get('/hours?venue=minato')).text)
    expect(branch).toMatch(/港出張所の予約の方法ごとの決まり/)
    expect(branch).toMatch(/ウェブ 10日前の8時30分から 2営業日前の24時まで/)
    expect(branch).toMatch(/電話 10日前の8時30分から 2営業日前の24時まで/)
  })

  it('says which version of the rules it is, and shows one that is to come', async () => {
    const desk = await office.desk('ageo', ['officer'])
    const text = plain((await desk.get('/hours')).text)
    expect(text).toMatch(/いま有効 第1版/)
    expect(text).toContain('30日前の9時から')
    expect(plain((await desk.get('/hours?version=2')).text)).toContain('45日前の9時から')
    expect((await desk.get('/hours?version=99')).status).toBe(200)
  })
})
