import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { atTheCheck, atTheContact, booked, person } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'
import { headingOf, slotIn } from './testing/read-page.ts'
import { birth, type Visitor } from './testing/visitor.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
beforeEach(() => {
  site.clock.now = NOW
})
afterAll(() => site?.close())

const sessions = async () => (await site.owner`select from app.resident_sessions`).length
const other = { kana: 'れんしゅう さぶろう', ...birth('1971-07-07') }

/** Books on from the check page; answers the id. */
async function pressed(visitor: Visitor) {
  const { status, location } = await visitor.send('/book')
  expect([status, location.slice(0, 6)]).toEqual([303, '/done/'])
  return location.slice(6)
}
/** Who comes with a reservation's number and a birth date, in a browser of their own. */
async function withNumberOf(id: string, birthDate: string) {
  const [row] = await site.owner<[{ number: string }]>`select number from app.reservations where id = ${id}`
  const visitor = site.visitor()
  expect((await visitor.identify({ number: row.number, birthDate }, '/my')).location).toBe('/my')
  return visitor
}
const opens = async (visitor: Visitor, id: string) =>
  Promise.all(['', '/change', '/cancel'].map(async (act) => (await visitor.get(`/my/${id}${act}`)).status))

describe(`two people in one browser ${req('1.F.8')}`, () => {
  it('a card’s owner, then somebody without a letter: neither number opens the other’s reservation', async () => {
    const browser = site.visitor()
    const letter = await site.letter('ageo', 'TEST0000001E')
    await browser.identify(letter)
    const letterSession = browser.jar.get('resident') ?? ''
    await atTheCheck(browser, 'P01')
    const pickup = await pressed(browser)
    await atTheCheck(browser, 'P09', 1)
    const renewal = await pressed(browser)
    expect(headingOf(await browser.get(`/done/${renewal}`))).toBe('予約を受け付けました')
    expect(browser.jar.get('resident')).not.toBe(letterSession)
    expect((await browser.get(`/my/${pickup}`)).status).toBe(404)

    const next = await withNumberOf(renewal, '1985-11-03')
    expect((await next.get('/my')).location).toBe(`/my/${renewal}`)
    expect((await next.get(`/my/${renewal}`)).status).toBe(200)
    expect(await opens(next, pickup)).toEqual([404, 404, 404])
    const owner = await withNumberOf(pickup, letter.birthDate)
    expect(await opens(owner, renewal)).toEqual([404, 404, 404])
    // The letter's session does not stay open behind the back of whoever booked next.
    browser.jar.set('resident', letterSession)
    expect((await browser.get('/card')).location).toContain('/session-over')
  })

  it('two strangers: each number opens what was booked with it, and a repeated tap the first reservation', async () => {
    const browser = site.visitor()
    const first = await booked(browser, 2)
    const firstSession = browser.jar.get('resident') ?? ''
    await atTheCheck(browser, 'P09', 3, other)
    const second = await pressed(browser)
    expect(browser.jar.get('resident')).not.toBe(firstSession)
    expect(await pressed(browser)).toBe(second)
    browser.jar.set('resident', firstSession)
    expect(await pressed(browser)).toBe(second)
    expect((await browser.get(`/done/${second}`)).status).toBe(200)
    expect((await browser.get(`/my/${first}`)).status).toBe(404)

    expect(await opens(await withNumberOf(second, '1971-07-07'), first)).toEqual([404, 404, 404])
    expect(await opens(await withNumberOf(first, '1985-11-03'), second)).toEqual([404, 404, 404])
  })

  it('a refusal after the session was renewed loses nothing that was typed', async () => {
    const browser = site.visitor()
    await browser.identify(await site.letter('ageo', 'TEST0000009Y'))
    const { slot } = await atTheCheck(browser, 'P09', 5, other)
    await site.owner`update app.slots set taken_web = limit_web where id = ${slot}`
    expect((await browser.send('/book')).status).toBe(409)
    const { page } = await atTheContact(browser, 'P09', 6)
    expect(page.html).toContain('value="れんしゅう さぶろう"')
  })
})

describe(`what was typed without a letter ${req('1.F.8')}`, () => {
  it.each(['letter', 'reservation'])(
    'is gone once somebody has identified by %s in that browser',
    async (by) => {
      const browser = site.visitor()
      await atTheCheck(browser, 'P09', 7)
      const draft = browser.jar.get('draft') ?? ''
      const letter = await site.letter('ageo', by === 'letter' ? 'TEST0000002C' : 'TEST0000003A')
      const known = await booked(site.visitor(), 8)
      const [row] = await site.owner<
        [{ number: string }]
      >`select number from app.reservations where id = ${known}`
      if (by === 'letter') await browser.identify(letter)
      else await browser.identify({ number: row.number, birthDate: '1985-11-03' }, '/my')
      expect(browser.jar.has('draft')).toBe(false)
      browser.jar.set('draft', draft) // also one that comes back
      for (const procedure of ['P09', 'P11'])
        expect((await atTheContact(browser, procedure)).page.html).not.toContain('しけん じろう')
    },
  )

  it('belongs to the session in which it was typed, and to that municipality', async () => {
    const browser = site.visitor()
    await atTheCheck(browser, 'P09', 7)
    const [draft, session] = ['draft', 'resident'].map((name) => browser.jar.get(name) ?? '') as [
      string,
      string,
    ]
    const shown = async (visitor: Visitor, jar: Record<string, string>) => {
      for (const [name, value] of Object.entries(jar)) visitor.jar.set(name, value)
      const procedures = await visitor.get('/procedures')
      const code = /procedure=(P09|P11)/.exec(procedures.html)?.[1] ?? 'P09'
      const { page } = await atTheContact(visitor, code, 0, '')
      expect(headingOf(page)).toBeTruthy()
      expect(page.html).toContain('name="kana"')
      return page.html.includes('しけん じろう')
    }
    expect(await shown(site.visitor(), { draft, resident: session })).toBe(true)
    expect(await shown(site.visitor(), { draft })).toBe(false)
    const stranger = site.visitor()
    await atTheCheck(stranger, 'P09', 8, other)
    expect(await shown(site.visitor(), { draft, resident: stranger.jar.get('resident') ?? '' })).toBe(false)
    expect(await shown(site.visitor('minase.localhost'), { draft, resident: session })).toBe(false)
  })

  it('a look at the form leaves no session behind; what is typed begins one', async () => {
    const before = await sessions()
    const visitor = site.visitor()
    const slot = slotIn(await visitor.get('/availability?procedure=P09&venue=city-hall'))
    for (const way of ['', '/who', '/check']) await visitor.get(`/book${way}?procedure=P09&slot=${slot}`)
    expect([await sessions(), visitor.jar.has('resident')]).toEqual([before, false])
    await atTheCheck(visitor, 'P09', 0, person)
    expect([await sessions(), visitor.jar.has('resident')]).toEqual([before + 1, true])
  })
})

describe(`whoever identifies anew in the same browser ${req('1.F.2')}`, () => {
  it('has ended the session before', async () => {
    const browser = site.visitor()
    await browser.identify(await site.letter('ageo', 'TEST00000048'))
    const old = browser.jar.get('resident') ?? ''
    await browser.identify(await site.letter('ageo', 'TEST00000056'))
    expect((await browser.get('/card')).status).toBe(200)
    browser.jar.set('resident', old)
    expect((await browser.get('/card')).location).toContain('/session-over')
  })
})

describe(`300 tries that failed within an hour ${req('1.F.4')}`, () => {
  it('are told once, with the municipality and nothing about a person', async () => {
    await site.owner`
      insert into app.guess_failures (tenant_id, address_hmac, number_hmac, failed_at)
      select ${site.tenantId('minase')}, sha256(n::text::bytea), sha256(n::text::bytea), ${NOW}
      from generate_series(1, 299) n`
    const guess = { number: 'TEST0000001E', birthDate: '1999-09-09' }
    for (let n = 0; n < 3; n++) await site.visitor('minase.localhost').identify(guess)
    expect(site.log).toEqual([{ level: 'alert', event: 'many-identification-failures', tenant: 'minase' }])
  })
})
