import { req } from '@madoguchi/config/req.ts'
import { generateSlots } from '@madoguchi/core/availability'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
let cards: { id: string; name: string }[]

beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo', ['call_centre'])
  await generateSlots(office.open('web_api'), desk.tenantId, new Date())
  const [venue] = await office.owner<{ id: string }[]>`
    select id from app.venues where tenant_id = ${desk.tenantId} and code = 'city-hall'`
  cards = []
  for (const name of ['電話 花子', '電話 次郎', '電話 三郎']) {
    const { id } = await factories.cards(office.owner, desk.tenantId, {
      state: 'stored',
      ...(venue && { venueId: venue.id }),
    })
    await factories.cardPeople(office.owner, desk.tenantId, {
      cardId: id,
      name,
      nameKey: name.replace(' ', ''),
    })
    cards.push({ id, name })
  }
})
afterAll(() => office?.close())

const links = (text: string, part: string) =>
  [...text.matchAll(/href="([^"]+)"/g)]
    .map(([, href = '']) => href.replaceAll('&amp;', '&'))
    .filter((it) => it.includes(part))
const words = (text: string) => text.replace(/<script[\s\S]*?<\/script>|<[^>]+>|<!--.*?-->/g, '')
const requestIn = (text: string) => /name="requestId" value="([^"]+)"/.exec(text)?.[1] ?? ''
/** The page with the form for the n-th free time. */
const choose = async (from: string, n = 0) => {
  const href = links((await desk.get(from)).text, 'slot=')[n] ?? ''
  return { href, page: await desk.get(href) }
}

describe(`電話受付 ${req('2.F.1')}`, () => {
  it('finds, books, reads back, changes and cancels, and no address holds a name', async () => {
    const found = await desk.post('/telephone', { intent: 'find', q: '電話 花' })
    expect([found.status, found.location]).toEqual([
      303,
      expect.stringMatching(/^\/telephone\?k=[\w-]{8}&card=[0-9a-f-]{36}$/),
    ])
    const { href, page } = await choose(found.location)
    expect(words(page.text)).toContain('この内容で予約する')
    const booked = await desk.post(href, {
      intent: 'book',
      requestId: requestIn(page.text),
      telephone: '０４８－０００－１２３４',
      mail: '',
      language: 'ja',
    })
    expect([booked.status, booked.location]).toEqual([303, expect.stringContaining('done=book')])
    const back = words((await desk.get(booked.location)).text)
    expect(back).toMatch(/予約番号\s*\d{4}-\d{4}/)
    expect(back).toMatch(/「予約番号は、(\S+・){3}\S+、(\S+・){3}\S+ です。」/)
    expect(back).toContain('持ち物')

    const ringsAgain = await desk.post('/telephone', { intent: 'find', q: '048-000-1234' })
    expect(ringsAgain.location).toContain('reservation=')
    const change = links((await desk.get(ringsAgain.location)).text, 'change=1')[0] ?? ''
    const other = await choose(change, 5)
    const changed = await desk.post(other.href, { intent: 'change' })
    expect(changed.location).toContain('done=change')
    const stands = await desk.get(changed.location)
    expect(words(stands.text)).toContain('電話・窓口で変更')
    const cancelled = await desk.post(changed.location, { intent: 'cancel', cancelReason: 'resident_asked' })
    expect(cancelled.location).toContain('done=cancel')
    expect(links((await desk.get(cancelled.location)).text, 'card=')).not.toEqual([])
  })

  it('books for somebody without a letter, says what is missing, and keeps what was typed', async () => {
    const start = links((await desk.get('/telephone')).text, 'procedure=')[0] ?? ''
    const { href, page } = await choose(start)
    const form = {
      intent: 'book',
      requestId: requestIn(page.text),
      name: '匿名 太郎',
      telephone: '123',
      'birth-era': 'showa',
    }
    const refused = await desk.post(href, form)
    expect(refused.status).toBe(422)
    for (const it of ['カナを入力してください', '市外局番から', '年・月・日を入力'])
      expect(words(refused.text)).toContain(it)
    expect(refused.text).toContain('value="匿名 太郎"')
    const whole = {
      ...form,
      kana: 'とくめい たろう',
      telephone: '',
      'birth-year': '55',
      'birth-month': '4',
      'birth-day': '1',
    }
    const [once, twice] = [await desk.post(href, whole), await desk.post(href, whole)]
    expect(once.location).toContain('done=book')
    expect(twice.location).toBe(once.location)
    expect(words((await desk.get(once.location)).text)).toContain('トクメイ タロウ')
  })

  it('shows the rules of the channel, and what the web has beside it', async () => {
    const page = words((await desk.get(`/telephone?card=${cards[1]?.id}`)).text)
    expect(page).toMatch(/その日の\d+日前の9時から/)
    expect(page).toMatch(/残り\d+（ウェブ\d+）/)
  })

  it('is nobody’s page whose work it is not', async () => {
    const auditor = await office.desk('ageo', ['auditor'])
    expect((await auditor.get('/telephone')).status).toBe(404)
    expect((await auditor.get('/')).text).not.toContain('href="/telephone"')
  })
})

describe('somebody who is known', () => {
  const said = (text: string) => [...text.matchAll(/class="call-say">([^<]+)/g)].map(([, it]) => it)
  const page = async (id: string | undefined) => (await desk.get(`/telephone?card=${id}`)).text

  it('is asked for name and birth date before anything is read out', async () => {
    const found = await desk.post('/telephone', { intent: 'find', q: '電話 次' })
    expect(said((await desk.get(found.location)).text)[0]).toBe(
      '「ご本人の確認のため、お名前とお生まれの日をお願いします。」',
    )
    expect(said((await desk.get('/telephone')).text)[0]).toContain('お手元の案内')
  })

  it('of whom nothing can be booked is no button, but why and what to do instead', async () => {
    const card = await factories.cards(office.owner, desk.tenantId, { state: 'at_counter' })
    await factories.cardPeople(office.owner, desk.tenantId, { cardId: card.id })
    expect(words(await page(card.id))).toContain(
      'カードが「窓口処理中」のため、新しい予約はできません。窓口の担当に',
    )
    const { id } = await factories.reservations(office.owner, desk.tenantId, {
      subjectId: card.id,
      state: 'serving',
    })
    await factories.reservationPeople(office.owner, desk.tenantId, {
      ...{ reservationId: id, subjectId: card.id, cardId: card.id, procedureCode: 'P01' },
    })
    const visit = await desk.get(`/telephone?reservation=${id}`)
    expect(words(visit.text)).toContain('カードが「窓口処理中」のため')
    expect(words(visit.text)).not.toContain('新しく予約する')
    await office.owner`update app.cards set state = 'issued' where id = ${card.id}`
    await office.owner`update app.reservations set state = 'done' where id = ${id}`
    await office.owner`update app.reservation_people set live = false where reservation_id = ${id}`
    const over = words((await desk.get(`/telephone?reservation=${id}`)).text)
    expect(over).toContain('カードは交付済のため')
    expect(over).not.toContain('新しく予約する')
  })
})

describe(`a time of which the telephone has no place left ${req('2.F.3')}`, () => {
  it('asks for a reason, which stays on record', async () => {
    const { href } = await choose(`/telephone?card=${cards[1]?.id}`)
    const slot = /slot=([0-9a-f-]+)/.exec(href)?.[1] ?? ''
    await office.owner`update app.slots set limit_telephone = 0 where id = ${slot}`
    const page = await desk.get(href)
    expect(words(page.text)).toContain('ほかの方法の枠を使う理由')
    const form = { intent: 'book', requestId: requestIn(page.text), telephone: '', language: 'ja' }
    expect((await desk.post(href, { ...form, reason: '' })).status).toBe(409)
    const booked = await desk.post(href, { ...form, reason: 'hardship' })
    expect(booked.location).toContain('done=book')
    expect(words((await desk.get(booked.location)).text)).toContain('病気・障害など配慮が必要な方')
  })
})

describe(`somebody who comes without a reservation ${req('2.F.2')}`, () => {
  it('is booked into the slot that is running and checked in at once', async () => {
    const officer = await office.desk('ageo', ['officer'])
    const here = `/telephone?card=${cards[2]?.id}&now=1`
    // Whatever the hour of the test: one slot of the venue begins a minute ago.
    await office.owner`
      update app.slots set starts_at = now() - interval '1 minute' where id = (
        select s.id from app.slots s join app.venues v on v.id = s.venue_id join app.lanes l on l.id = s.lane_id
        where s.tenant_id = ${officer.tenantId} and v.code = 'city-hall' and 'P01' = any (l.procedure_codes)
        order by s.starts_at desc limit 1)`
    const page = await officer.get(here)
    expect(words(page.text)).toContain('予約して受付する')
    const done = await officer.post(here, {
      intent: 'walk-in',
      requestId: requestIn(page.text),
      language: 'ja',
    })
    expect(done.location).toContain('done=walk-in')
    const [row] = await office.owner`
      select r.channel, r.state from app.reservations r
      join app.reservation_people p on p.reservation_id = r.id where p.card_id = ${cards[2]?.id ?? ''}`
    expect(row).toEqual({ channel: 'counter', state: 'checked_in' })
  })
})
