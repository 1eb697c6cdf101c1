import { req } from '@madoguchi/config/req.ts'
import { generateSlots } from '@madoguchi/core/availability'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Office, openOffice } from './testing/open-office.ts'

let office: Office
let day: string

beforeAll(async () => {
  office = await openOffice()
  const tenantId = office.tenantId('ageo')
  // Before anybody has read the settings, which are kept in memory for a while.
  await office.owner`
    update app.policies set document = jsonb_set(jsonb_set(document, '{booking,unusedPlaces}',
      '[{"channels":["telephone","counter"],"businessDaysBefore":1,"at":"12:00","lanes":["pickup"]}]'),
      '{booking,laterLots}', '[{"percent":30,"daysBefore":7}]')
    where tenant_id = ${tenantId}`
  await office.owner`
    update app.policies set document = jsonb_set(document, '{booking,overbooking}',
      '{"mostPercent":10,"mostPlaces":1,"weeks":8,"leastVisits":50}') where tenant_id = ${tenantId}`
  await generateSlots(office.open('web_api'), tenantId, new Date())
  for (const [lane, state, count] of [
    ['pickup', 'done', 45],
    ['pickup', 'no_show', 5],
    ['certificate', 'done', 20],
  ] as const) {
    const [place] = await office.owner<{ venueId: string; laneId: string }[]>`
      select v.id as venue_id, l.id as lane_id from app.venues v join app.lanes l on l.tenant_id = v.tenant_id
      where v.tenant_id = ${tenantId} and v.code = 'city-hall' and l.code = ${lane}`
    const visit = { ...place, state, startsAt: new Date(Date.now() - 8 * 86_400_000) }
    for (let n = 0; n < count; n++) await factories.reservations(office.owner, tenantId, visit)
  }
  // A Wednesday of weeks without a holiday, which lies some ten days ahead or more.
  const [found] = await office.owner<{ day: string }[]>`
    select to_char(starts_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as day from app.slots s
    join app.venues v on v.tenant_id = s.tenant_id and v.id = s.venue_id
    where s.tenant_id = ${tenantId} and v.code = 'city-hall' and starts_at > now() + interval '10 days'
      and extract(isodow from starts_at at time zone 'Asia/Tokyo') = 3 and limit_web > 2 order by starts_at limit 1`
  day = found?.day ?? ''
})
afterAll(() => office?.close())

const plain = (text: string) => text.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const shown = async (role: 'call_centre' | 'manager' = 'call_centre') =>
  plain((await (await office.desk('ageo', [role])).get(`/calendar/day?venue=city-hall&date=${day}`)).text)
const change = (set: Record<string, number | string | Date>) => office.owner`
  update app.slots set ${office.owner(set)} where id = (
    select s.id from app.slots s join app.venues v on v.tenant_id = s.tenant_id and v.id = s.venue_id
    join app.lanes l on l.tenant_id = s.tenant_id and l.id = s.lane_id
    where v.code = 'city-hall' and l.code = 'pickup' and s.starts_at = ${new Date(`${day}T09:00:00+09:00`)})`

describe(`設定 › 一日の枠 ${req('2.B.1')}`, () => {
  it('shows whoever answers the telephone what is kept for whom, and when more of it opens', async () => {
    // 30 % of each channel's places open later: of two for the telephone one, of six for the counter two.
    expect(await shown()).toMatch(
      /9時30分 カードの受け取り 6 0 3 1 4 ウェブに1、電話・窓口に3 \d+月\d+日（水）9時 /,
    )
    const open = { limitWeb: 5, limitTelephone: 2, limitCounter: 6 }
    await change({ ...open, takenWeb: 5, releaseAt: new Date('2030-01-01T12:00:00+09:00') })
    expect(await shown()).toMatch(/9時 カードの受け取り 6 5 0 1 1 電話・窓口に1 1月1日（火）12時/)
    await change({ limitWeb: 2, limitTelephone: 1, limitCounter: 1, takenWeb: 2 })
    expect(await shown()).toMatch(/9時 カードの受け取り 6 2 0 1 1 電話・窓口に2、まだ開いていない枠 2 /)
    await change(open)
  })

  it('says which places are only expected, and which slot waits for a decision', async () => {
    await change({ takenWeb: 2, takenTelephone: 1, capacity: 7, expected: 1 })
    expect(await shown()).toMatch(/9時 カードの受け取り 7（うち見込み1） 3 /)
    await change({ state: 'closing', capacity: 6, expected: 0 })
    expect(await shown()).toMatch(/9時 カードの受け取り 6 3 0 0 0 締切（予約の扱い待ち）/)
  })

  it('is reached from 受付日 and 受付時間, and says of a day off that there are none', async () => {
    const desk = await office.desk('ageo', ['manager'])
    expect((await desk.get('/calendar?venue=city-hall')).text).toMatch(
      /\/calendar\/day\?venue=city-hall&amp;date=/,
    )
    expect((await desk.get('/hours?venue=oya')).text).toContain('/calendar/day?venue=oya')
    expect(plain((await desk.get('/calendar/day?date=2020-01-01')).text)).toContain('この日の枠はありません')
  })
})

describe(`設定 › 受付時間 of what is expected ${req('2.D.6')}`, () => {
  it('says that nobody overbooks, or by which rules and from what was seen', async () => {
    expect(plain((await (await office.desk('minase')).get('/hours')).text)).toContain(
      '見込みの定員 使っていません。',
    )
    const text = plain((await (await office.desk('ageo', ['call_centre'])).get('/hours')).text)
    expect(text).toContain('一日の定員の10%、1枠に1人を超えません。毎週、直近8週の来庁なしから')
    expect(text).toContain('カードの受け取り：来庁なし10%（50件のうち5件）')
    expect(text).toContain('電子証明書・暗証番号など：20件の記録では足りないため')
  })
})

describe(`設定 › 受付時間 and the desk ${req('2.B.5')}`, () => {
  it(`say when unused places go to the others, and what opens later ${req('2.B.3')}`, async () => {
    const desk = await office.desk('ageo', ['call_centre'])
    const hours = plain((await desk.get('/hours')).text)
    expect(hours).toContain(
      'カードの受け取り：使われていない分は、1営業日前の12時に、ほかの方法へ開放されます。',
    )
    expect(hours).toContain('定員のうち30%は、7日前の9時に追加で開きます。')
    const rules = plain((await desk.get('/telephone?procedure=P09')).text)
    expect(rules).toContain('ウェブの枠のうち30%は、7日前の9時に追加で開きます。')
    expect(rules).not.toContain('電話・窓口のために残した枠は') // only of the lane that this is about
  })
})
