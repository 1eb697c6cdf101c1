import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pastWho } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'
import { headingOf, slotIn, summaryOf } from './testing/read-page.ts'
import type { Visitor } from './testing/visitor.ts'

// Five business days after Tuesday the 24th is Tuesday the 1st of December.
const NOW = new Date('2026-11-24T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
beforeEach(() => {
  site.clock.now = NOW
})
afterAll(() => site?.close())

/** The first free slot of a venue of Ageo on a day. */
async function slotAt(venue: string, day: string) {
  const [slot] = await site.owner<{ id: string }[]>`
    select s.id from app.slots s join app.venues v on v.tenant_id = s.tenant_id and v.id = s.venue_id
    join app.lanes l on l.tenant_id = s.tenant_id and l.id = s.lane_id
    where s.tenant_id = ${site.tenantId('ageo')} and v.code = ${venue} and l.code = 'pickup'
      and s.taken_web < s.limit_web and s.starts_at between ${`${day}T00:00+09:00`} and ${`${day}T23:59+09:00`}
    order by s.starts_at limit 1`
  if (!slot) throw new Error(`nothing free at ${venue} on ${day}`)
  return slot.id
}

/** Books the pick-up from the contact page on, as a browser would that was led there. */
async function book(visitor: Visitor, slot: string) {
  await pastWho(visitor, `/book?procedure=P01&slot=${slot}`)
  await visitor.send('/book/check')
  await visitor.get(`/book/check?procedure=P01&slot=${slot}`)
  return visitor.send('/book')
}

describe('a card that lies at the city hall', () => {
  const numbers = ['TEST00000064', 'TEST000000SX', 'TEST000000TV', 'TEST0000001E']
  let visitor: Visitor
  beforeEach(async () => {
    visitor = site.visitor()
    await visitor.identify(await site.letter('ageo', numbers.pop() ?? ''))
  })

  it('is said to be there before another venue is chosen, and from when it can be elsewhere', async () => {
    const card = await visitor.get('/card')
    expect(card.html).toContain('ほかの会場では、カードを移すため、12月1日（火）からの日時になります。')
    const calendar = '/availability?procedure=P01&venue=hirakata&card-at=city-hall'
    const november = await visitor.get(`${calendar}&month=2026-11`)
    const { html } = november
    expect(html).toContain('この会場で受け取るには、カードを移すため、12月1日（火）からの日時になります。')
    expect(slotIn(november)).toBe('')
    expect(html).toContain('30日月曜日 カードを移す期間')
    expect(slotIn(await visitor.get(calendar))).toBe(await slotAt('hirakata', '2026-12-01'))
  })

  it('is not booked at another venue before it can be there, and the next best is offered', async () => {
    const slot = await slotAt('hirakata', '2026-11-25')
    const page = await visitor.get(`/book?procedure=P01&slot=${slot}`)
    expect(headingOf(page)).toContain('予約できませんでした')
    expect(page.html).toContain('カードは別の会場にあり、この会場に移すまで日数がかかります。')
    expect(page.html).toContain(await slotAt('hirakata', '2026-12-01'))
    expect(page.html).toContain('上尾市役所')

    // A form that was filled for a later day and names an earlier one does not get past the desk.
    await book(visitor, await slotAt('hirakata', '2026-12-01')).then(({ status }) => expect(status).toBe(303))
    const booked = (await visitor.get('/my')).location
    const moved = await visitor.get(`${booked}/change?slot=${slot}`)
    expect(moved.location).toContain('card-at=city-hall')
  })

  it('is refused by the desk itself, whatever was shown before', async () => {
    const later = await slotAt('hirakata', '2026-12-01')
    await pastWho(visitor, `/book?procedure=P01&slot=${later}`)
    await visitor.send('/book/check')
    await visitor.get(`/book/check?procedure=P01&slot=${later}`)
    const refused = await visitor.send('/book', { slot: await slotAt('hirakata', '2026-11-30') })
    expect(refused.status).toBe(409)
    expect(summaryOf(refused)).toContain('カードは別の会場にあり')
    expect(refused.html).toContain(later)
  })

  it('and is picked up elsewhere: the page of the card sends its owner there, and says that it is carried', async () => {
    await book(visitor, await slotAt('hirakata', '2026-12-01'))
    const { html } = await visitor.get('/card')
    expect(html).toContain('カードは上尾市役所に届いています')
    expect(html).toContain('カードは、ご予約の日までに平方支所へ移します。')
    const place = html.slice(html.indexOf('受け取り場所'))
    expect(place).toContain('平方支所')
    expect(place).not.toContain('本町三丁目')
  })
})

describe('a reservation that was changed', () => {
  let visitor: Visitor
  let booked: string
  const move = async (slot: string) => {
    await visitor.get(`${booked}/change?slot=${slot}`)
    return visitor.get((await visitor.send(`${booked}/change?slot=${slot}`)).location)
  }
  beforeAll(async () => {
    visitor = site.visitor()
    await visitor.identify(await site.letter('ageo', 'TEST00000072'))
    await book(visitor, await slotAt('city-hall', '2026-12-02'))
    booked = (await visitor.get('/my')).location
  })

  it('says what was changed: the time, the place, or both', async () => {
    expect((await move(await slotAt('city-hall', '2026-12-03'))).html).toContain('日時を変更しました')
    expect((await move(await slotAt('hirakata', '2026-12-03'))).html).toContain('会場を変更しました')
    expect((await move(await slotAt('city-hall', '2026-12-04'))).html).toContain('日時と会場を変更しました')
    expect(headingOf(await visitor.get(booked.replace('/my/', '/done/')))).toBe('予約を変更しました')
  })

  it('is not offered its own time again, and is another', async () => {
    const [held] = await site.owner<{ id: string }[]>`
      select slot_id as id from app.reservation_slots
      where reservation_id = ${booked.slice(4)} and freed_at is null`
    const again = await visitor.get(`/book?procedure=P01&slot=${held?.id}`)
    expect(again.html).toContain('この日時で、すでに予約されています。')
    expect(again.html).not.toContain('/change?')
    const other = await visitor.get(`/book?procedure=P01&slot=${await slotAt('city-hall', '2026-12-07')}`)
    expect(other.html).toContain('/change?')
  })
})

describe('a municipality that carries no cards', () => {
  it('offers the venue where the card lies and no other', async () => {
    const { html } = await site
      .visitor('minase.localhost')
      .get('/availability?procedure=P01&card-at=town-hall')
    expect(html).toContain('受け取りは、この会場だけで予約できます。')
    expect(html).not.toContain('venue=minato')
  })
})
