import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atTheContact, person } from './testing/on-the-way.ts'
import { type Letter, openSite, type Site } from './testing/open-site.ts'
import { headingOf, slotIn } from './testing/read-page.ts'
import { solved } from './testing/solved.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
const FROM_US = { 'sec-fetch-site': 'same-origin' }
let site: Site
let letter: Letter

beforeAll(async () => {
  site = await openSite(NOW)
  letter = await site.letter('ageo', 'TEST00000064')
})
afterAll(() => site?.close())

const holds = async () => (await site.owner`select from app.reservations where state = 'held'`).length
const HELD = 'この枠は10時10分まで確保しています。'

async function identified() {
  const visitor = site.visitor()
  await visitor.identify(letter)
  const slot = slotIn(await visitor.get('/availability?procedure=P01&venue=city-hall'))
  return { visitor, who: `/book/who?procedure=P01&slot=${slot}` }
}

describe(`a time that the owner of a card has chosen ${req('2.D.1')}`, () => {
  it('is held when a page of ours led to it, and free again when they end their visit', async () => {
    const { visitor, who } = await identified()
    expect((await visitor.get(who, FROM_US)).html).toContain(HELD)
    expect((await visitor.get(who)).html).toContain(HELD)
    expect(await holds()).toBe(1)
    await visitor.get('/card')
    await visitor.send('/finish')
    expect(await holds()).toBe(0)
  })

  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site' }],
    ['in a mail', { 'sec-fetch-site': 'none' }],
    ['that is fetched ahead', { ...FROM_US, 'sec-purpose': 'prefetch' }],
    ['of another site, in an old browser', { referer: 'https://example.com/' }],
  ])('is not taken by a link %s, but by the first form', async (_, headers) => {
    const { visitor, who } = await identified()
    expect((await visitor.get(who, headers)).html).not.toContain('確保しています')
    expect(await holds()).toBe(0)
    const { location } = await visitor.send('/book/who', { comer: 'self' })
    expect((await visitor.get(location, headers)).html).toContain(HELD)
    await visitor.get('/card')
    await visitor.send('/finish')
  })
})

describe('a time that somebody without a letter has chosen', () => {
  it(`is held once their browser has shown a proof, and not before ${req('2.D.2')}`, async () => {
    const visitor = site.visitor()
    const { page } = await atTheContact(visitor, 'P09', 0)
    expect(page.html).not.toContain('確保しています')
    const { location } = await visitor.send('/book/check', { ...person, ...(await solved(page)) })
    expect(await holds()).toBe(0)
    const check = await visitor.get(location, FROM_US)
    expect(headingOf(check)).toBe('予約内容の確認')
    expect(check.html).toContain(HELD)
    expect((await visitor.send('/book')).location).toMatch(/^\/done\//)
    expect(await holds()).toBe(0)
  })
})
