import { req } from '@madoguchi/config/req.ts'
import { generateSlots } from '@madoguchi/core/availability'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('minase', ['manager', 'call_centre'])
  await generateSlots(office.open('web_api'), desk.tenantId, new Date())
})
afterAll(() => office?.close())

const plain = (text: string) => text.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const page = async (path: string) => plain((await desk.get(path)).text)
/** A Sunday some weeks ahead. */
const sunday = () => {
  const then = new Date(Date.now() + 40 * 24 * 60 * 60 * 1000)
  then.setUTCDate(then.getUTCDate() - then.getUTCDay())
  return then.toISOString().slice(0, 10)
}
const opening = (mode: string) =>
  `/calendar/change?${new URLSearchParams({
    ...{
      kind: 'opening',
      from: sunday(),
      venue: 'town-hall',
      fromTime: '9:00',
      untilTime: '12:00',
      mode,
    },
    ...{ ja: '臨時の受付', en: 'Special opening' },
  })}`

describe(`how a day receives people, in the office ${req('2.A.4')}`, () => {
  it('stands in the month of 受付日', async () => {
    expect(await page('/calendar?venue=town-hall&month=2027-01')).toMatch(
      /1月9日（土） 9:00–12:00 予約不要 1月10日/,
    )
    expect(await page('/calendar?venue=minato&month=2027-01')).toMatch(
      /1月5日（火） 10:00–12:00 13:00–15:00 予約優先/,
    )
  })

  it('stands above the list of the day, and is silent where all is booked', async () => {
    const there = await office.desk('minase', ['manager'])
    const at = async (day: string) => plain((await there.get(`/?date=${day}`)).text)
    expect(await at('2027-01-09')).toMatch(/は予約不要です（9:00–12:00）。来られた方を順に受け付けます。/)
    expect(await at('2027-01-08')).not.toContain('予約不要')
  })

  it('can be chosen for a day besides the rules; a mode that there is not is refused', async () => {
    const preview = await desk.get(opening('no-booking'))
    expect(plain(preview.text)).toContain('9:00–12:00（予約不要）')
    expect(plain(preview.text)).toContain('枠は変わりません')
    expect(preview.text).toContain('この内容で変更する')
    const id = /name="id" value="([^"]+)"/.exec(preview.text)?.[1] ?? ''
    expect((await desk.post(opening('no-booking'), { id })).status).toBe(303)
    expect(plain((await desk.get(opening(''))).text)).toContain('枠が増えます')
    const refused = await desk.get(opening('free'))
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('受付のしかたを選び直してください。')
  })

  it('is on the calendar of the telephone, whose agent says that nothing needs booking', async () => {
    const call = await page('/telephone?procedure=P09&venue=town-hall&day=2027-01-09')
    expect(call).toMatch(/は予約不要です（9:00–12:00）/)
    expect(call).toMatch(/◇ 予約不要/)
    expect(await page('/telephone?procedure=P09&venue=minato&day=2027-01-12')).not.toContain('◇')
  })
})

describe(`the rules that the telephone keeps ${req('2.B.5')}`, () => {
  it(`are those of the venue and the way of booking, and tell how the web differs ${req('2.B.2')}`, async () => {
    const hall = await page('/telephone?procedure=P09&venue=town-hall')
    expect(hall).toMatch(/の電話の枠：その日の14日前の8時30分から、始まりの60分前までです。/)
    expect(hall).toContain('ウェブは、その日の14日前の8時30分から、1営業日前の24時までです。')
    const counter = await page('/telephone?procedure=P09&venue=town-hall&by=counter')
    expect(counter).toMatch(/の窓口の枠：その日の14日前の8時30分から、1営業日前の24時までです。/)
    expect(counter).toContain('ウェブも同じです。')
    expect(await page('/telephone?procedure=P09&venue=minato')).toMatch(
      /の電話の枠：その日の10日前の8時30分から、2営業日前/,
    )
  })
})
