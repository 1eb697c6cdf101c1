import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser, openTelephone } from '@madoguchi/config/journeys/open-browser.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { req } from '@madoguchi/config/req.ts'
import { openAdmin } from '@madoguchi/db'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let product: StartedProduct
let browser: Browser
let admin: ReturnType<typeof openAdmin>
const ageo = () => product.demo.tenants.find((it) => it.slug === 'ageo')!

beforeAll(async () => {
  product = await startProduct({ programs: ['booking', 'api'] })
  browser = await openBrowser()
  admin = openAdmin(product.ground.supabase.databaseUrl)
})
afterAll(async () => {
  await browser?.close()
  await admin?.end()
  await product?.stop()
})

const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click()
const follow = (page: Page, name: string) => page.getByRole('link', { name }).first().click()

async function identifies(page: Page) {
  const { number, birthDate } = ageo().letter!
  const [year = '', month = '', day = ''] = birthDate.split('-')
  await page.fill('[name=number]', number)
  await page.selectOption('[name=birth-era]', 'western')
  await page.fill('[name=birth-year]', year)
  await page.fill('[name=birth-month]', String(Number(month)))
  await page.fill('[name=birth-day]', String(Number(day)))
  await press(page, 'カードの状況を見る')
}

/** Somebody else had the one place of a time in a week, and calls their reservation off at the office. */
const isFreed = () =>
  admin.begin(async (tx) => {
    const tenantId = ageo().id
    const [slot] = await tx<{ id: string }[]>`
      update app.slots s set taken_web = taken_web + 1 where s.tenant_id = ${tenantId} and s.id = (
        select x.id from app.slots x
        join app.venues v on v.tenant_id = x.tenant_id and v.id = x.venue_id and v.code = 'city-hall'
        join app.lanes l on l.tenant_id = x.tenant_id and l.id = x.lane_id and 'P01' = any (l.procedure_codes)
        where x.tenant_id = ${tenantId} and x.starts_at > now() + interval '5 days' and x.taken_web < x.limit_web
          and x.taken_web + x.taken_telephone + x.taken_counter < x.capacity
        order by x.starts_at limit 1) returning s.id`
    const [row] = await tx<{ id: string }[]>`
      insert into app.reservations (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes,
        places, channel, state, language, policy_version, booked_at)
      select tenant_id, gen_random_uuid(), gen_random_uuid(), 'W' || substr(md5(random()::text), 1, 8), gen_random_uuid(),
        venue_id, lane_id, starts_at, minutes, 1, 'web', 'confirmed', 'ja', 1, now()
      from app.slots where tenant_id = ${tenantId} and id = ${slot?.id ?? ''} returning id`
    await tx`
      insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
      values (${tenantId}, ${row?.id ?? ''}, ${slot?.id ?? ''}, gen_random_uuid(), 1, 'web')`
    await tx`select app.enter('staff', ${tenantId})`
    await tx`select app.cancel_reservation(${row?.id ?? ''}, 'resident', now())`
  })

async function mailTo(address: string) {
  for (let tries = 0; tries < 150; tries++) {
    const answer = await fetch(`${product.ground.supabase.mailboxUrl}/api/messages?to=${address}`)
    const { messages } = (await answer.json()) as { messages: { subject: string; text: string }[] }
    if (messages[0]) return messages[0]
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error(`no mail came to ${address}`)
}

describe.each([
  [390, false, 1280, true],
  [1280, true, 390, false],
])(
  'somebody who waits, at %i px with scripts: %s, and answers at %i px with scripts: %s',
  (width, scripts, otherWidth, otherScripts) => {
    it(`is offered a freed place by mail, and books it on the other machine ${req('2.D.3')} ${req('2.show.2')} ${req('2.E.3')}`, async () => {
      const address = `waits-${width}@example.jp`
      const first = await openTelephone(browser, { width, javaScript: scripts })
      const page = await first.newPage()
      const home = product.at('booking', ageo().bookingHost)
      await page.goto(`${home}/letter`)
      await identifies(page)
      await onPage(page, 'あなたのカード')
      await follow(page, 'キャンセル待ちができます')
      await onPage(page, 'キャンセル待ち')
      await press(page, 'キャンセル待ちを申し込む')
      await onPage(page, 'キャンセル待ち')
      expect(await page.innerText('.error-summary')).toContain('メールアドレスを入力してください')
      await page.fill('[name=mail]', address)
      await press(page, 'キャンセル待ちを申し込む')
      await onPage(page, 'キャンセル待ち')
      expect(await page.innerText('main')).toContain('キャンセル待ちをお受けしています')
      await press(page, 'キャンセル待ちをやめる')
      await onPage(page, 'キャンセル待ち')
      await page.fill('[name=mail]', address)
      await press(page, 'キャンセル待ちを申し込む')
      await onPage(page, 'キャンセル待ち')
      await first.close()

      await isFreed()
      const { subject, text } = await mailTo(address)
      expect(subject).toContain('キャンセル待ちの枠をご用意しました')
      expect(text).toContain('お返事の期限：')
      const link = /https?:\/\/\S+\/waiting/.exec(text)?.[0] ?? ''
      expect(link).toBe(`${home}/waiting`)

      const second = await openTelephone(browser, { width: otherWidth, javaScript: otherScripts })
      const there = await second.newPage()
      await there.goto(link)
      await identifies(there)
      await onPage(there, 'キャンセル待ちの枠をご用意しました')
      await there.reload()
      await onPage(there, 'キャンセル待ちの枠をご用意しました')
      await follow(there, 'この枠の予約に進む')
      await onPage(there, '窓口に来る方')
      expect(await there.innerText('.countdown')).toContain('まで確保しています')
      await press(there, '次へ進む')
      await onPage(there, '連絡先の入力')
      await press(there, '予約内容を確認する')
      await onPage(there, '予約内容の確認')
      await press(there, '予約を確定する')
      await onPage(there, '予約を受け付けました')
      await follow(there, 'この予約を変更・取消する')
      await onPage(there, '予約の内容')
      await follow(there, '予約を取り消す')
      await onPage(there, '予約の取消')
      await press(there, 'この予約を取り消す')
      await onPage(there, '予約を取り消しました')
      await second.close()
    })
  },
)
