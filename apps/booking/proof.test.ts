import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { atTheContact, person } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'
import { headingOf, summaryOf } from './testing/read-page.ts'
import { challengeOn, solved } from './testing/solved.ts'
import type { Visitor } from './testing/visitor.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
const WAITS = '確認のため少しお待ちください'
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
beforeEach(() => {
  site.clock.now = NOW
})
afterAll(() => site?.close())

const later = (seconds: number) => {
  site.clock.now = new Date(site.clock.now.getTime() + seconds * 1000)
}
const reservations = async () => (await site.owner`select from app.reservations`).length
/** Where one ends who follows all redirects. */
async function followed(visitor: Visitor, location: string) {
  for (let times = 0; times < 5; times++) {
    const page = await visitor.get(location)
    if (page.status !== 303) return page
    location = page.location
  }
  throw new Error(`no end of redirects at ${location}`)
}
/** Types everything of the contact page, and then what `more` adds; answers where that leads. */
async function typed(visitor: Visitor, n: number, more: Record<string, string> = {}) {
  const { page } = await atTheContact(visitor, 'P09', n)
  const { location } = await visitor.send('/book/check', { ...person, ...more })
  return { contact: page, onward: await followed(visitor, location) }
}
const refreshOf = ({ html }: { html: string }) =>
  /<noscript><meta http-equiv="refresh" content="([^"]+)"/.exec(html)?.[1]

describe(`somebody without a letter, with a script ${req('2.D.2')}`, () => {
  it('comes to the check with the solution of the page, and books; nothing else was asked', async () => {
    const visitor = site.visitor()
    const { page } = await atTheContact(visitor, 'P09', 0)
    const { location } = await visitor.send('/book/check', { ...person, ...(await solved(page)) })
    expect(headingOf(await visitor.get(location))).toBe('予約内容の確認')
    expect((await visitor.send('/book')).location).toMatch(/^\/done\//)
  })

  it('corrects what was typed without a proof of their own for it; another person needs another', async () => {
    const visitor = site.visitor()
    const { page } = await atTheContact(visitor, 'P09', 1)
    await visitor.send('/book/check', { ...person, ...(await solved(page)) })
    expect(headingOf((await typed(visitor, 1, { mail: 'jiro@example.jp' })).onward)).toBe('予約内容の確認')
    expect(headingOf((await typed(visitor, 1, { kana: 'べつの ひと' })).onward)).toBe(WAITS)
  })

  it('is asked for another proof an hour later, and loses nothing', async () => {
    const visitor = site.visitor()
    const { page } = await atTheContact(visitor, 'P09', 12)
    await visitor
      .send('/book/check', { ...person, ...(await solved(page)) })
      .then((it) => visitor.get(it.location))
    later(3600)
    const before = await reservations()
    const { location } = await visitor.send('/book')
    const wait = await followed(visitor, location)
    expect(headingOf(wait)).toBe(WAITS)
    const check = await followed(visitor, (await visitor.send('/wait', await solved(wait))).location)
    expect([headingOf(check), await reservations()]).toEqual(['予約内容の確認', before])
    expect(check.html).toContain('シケン ジロウ')
    expect((await visitor.send('/book')).location).toMatch(/^\/done\//)
  })
})

describe(`a robot ${req('2.D.2')}`, () => {
  it('books nothing with a form that no proof was shown for, nor with the pass of another', async () => {
    const [honest, robot] = [site.visitor(), site.visitor()]
    const { page } = await atTheContact(honest, 'P09', 3)
    await honest
      .send('/book/check', { ...person, ...(await solved(page)) })
      .then((it) => honest.get(it.location))
    const before = await reservations()
    for (const over of [{ pass: '' }, { pass: '9999999999999.x' }, { requestId: crypto.randomUUID() }]) {
      const { status, location } = await honest.send('/book', over)
      expect([status, location]).toEqual([303, expect.stringContaining('/book/check')])
    }
    const { onward } = await typed(robot, 3)
    expect([headingOf(onward), await reservations()]).toEqual([WAITS, before])
  })

  it('is not believed a solution twice, nor one of another purpose or municipality, changed, guessed or too old', async () => {
    const { contact } = await typed(site.visitor(), 4)
    const solution = await solved(contact)
    const arrives = async (shown: Record<string, string>) =>
      headingOf((await typed(site.visitor(), 4, shown)).onward)
    expect(await arrives(solution)).toBe('予約内容の確認')
    expect(await arrives(solution)).toBe(WAITS)

    const next = site.visitor('minase.localhost')
    const { page: abroad } = await atTheContact(next, 'P09', 0, '')
    expect(challengeOn(abroad)).not.toBeNull()
    expect(await arrives(await solved(abroad))).toBe(WAITS)

    const fresh = async () =>
      JSON.parse((await solved((await typed(site.visitor(), 4)).contact)).solution ?? '')
    const changed = await fresh()
    changed.challenge.parameters.data.until += 1
    const easier = await fresh()
    easier.challenge.parameters.keyPrefix = '00'
    const guessed = await fresh()
    guessed.solution.derivedKey = '00'.repeat(32)
    for (const it of [changed, easier, guessed, {}, [], null, { challenge: {} }])
      expect(await arrives({ solution: JSON.stringify(it) })).toBe(WAITS)
    expect(await arrives({ solution: '{' })).toBe(WAITS)

    const old = await solved((await typed(site.visitor(), 4)).contact)
    later(3600)
    expect(await arrives(old)).toBe(WAITS)
  })

  it('shows one solution in forty places at once: one of them is let through', async () => {
    const visitors = Array.from({ length: 40 }, () => site.visitor())
    const contacts = []
    for (const it of visitors) contacts.push((await atTheContact(it, 'P09', 5)).page)
    const solution = await solved(contacts[0]!)
    const answers = await Promise.all(
      visitors.map((it) => it.send('/book/check', { ...person, ...solution })),
    )
    const pages = await Promise.all(answers.map(({ location }, n) => followed(visitors[n]!, location)))
    expect(pages.filter((it) => headingOf(it) === '予約内容の確認')).toHaveLength(1)
  })
})

describe(`somebody without a letter and without a script ${req('2.D.2')}`, () => {
  it('waits, goes on by themselves when the time is over, and has everything that was typed', async () => {
    const visitor = openAt('198.51.100.1')
    const { onward: page } = await typed(visitor, 6, { mail: 'jiro@example.jp' })
    expect([headingOf(page), refreshOf(page)]).toEqual([WAITS, '0;url=/wait?on'])
    expect(visitor.jar.get('wait')).not.toContain('jiro')
    const inLine = await followed(visitor, '/wait?on')
    expect(refreshOf(inLine)).toBe('10;url=/wait?on')
    expect(inLine.html).toContain('あと10秒ほど')
    later(9)
    expect(refreshOf(await followed(visitor, '/wait?on'))).toBe('1;url=/wait?on')
    later(1)
    const check = await followed(visitor, '/wait?on')
    expect(headingOf(check)).toBe('予約内容の確認')
    expect(check.html).toContain('jiro@example.jp')
    expect((await visitor.send('/book')).location).toMatch(/^\/done\//)
    expect((await visitor.get('/wait')).location).toBe('/')
  })

  it('waits once for one reservation: neither the wait nor what it opened can be used again', async () => {
    const visitor = openAt('198.51.100.2')
    await typed(visitor, 7)
    await followed(visitor, '/wait?on')
    later(10)
    const waited = new Map(visitor.jar)
    const restore = (jar: Map<string, string>) => {
      for (const [name, value] of jar) visitor.jar.set(name, value)
    }
    const check = await followed(visitor, '/wait?on')
    expect(headingOf(check)).toBe('予約内容の確認')
    const proved = new Map(visitor.jar)
    const first = (await visitor.send('/book')).location
    expect(first).toMatch(/^\/done\//)

    restore(proved)
    const again = await typed(visitor, 9)
    expect(headingOf(again.onward)).toBe('予約内容の確認')
    expect((await visitor.send('/book')).location).toBe(first)
    restore(waited)
    expect(headingOf(await followed(visitor, '/wait?on'))).toBe(WAITS)
  })

  it('whose answer was lost on the way waits once more, and comes through', async () => {
    const visitor = openAt('198.51.100.5')
    await typed(visitor, 10)
    await followed(visitor, '/wait?on')
    later(10)
    const before = new Map(visitor.jar)
    expect(headingOf(await followed(visitor, '/wait?on'))).toBe('予約内容の確認')
    for (const [name, value] of before) visitor.jar.set(name, value)
    expect(refreshOf(await followed(visitor, '/wait?on'))).toBe('10;url=/wait?on')
    later(10)
    expect(headingOf(await followed(visitor, '/wait?on'))).toBe('予約内容の確認')
  })

  it('stands in one line with all of that address, which has an end', async () => {
    const seconds: number[] = []
    for (let n = 0; n < 31; n++) {
      const visitor = openAt('198.51.100.3')
      await typed(visitor, 8)
      const page = await followed(visitor, '/wait?on')
      seconds.push(Number(refreshOf(page)?.split(';')[0]))
      if (n === 30) expect(page.html).toContain('同じ通信回線からの申し込みが重なっています')
    }
    expect(seconds).toEqual([...Array.from({ length: 30 }, (_, n) => (n + 1) * 10), Number.NaN])
    // Who has a script does not stand in line.
    const visitor = openAt('198.51.100.3')
    const { onward } = await typed(visitor, 8)
    const { location } = await visitor.send('/wait', await solved(onward))
    expect(headingOf(await followed(visitor, location))).toBe('予約内容の確認')
  })
})

describe(`while somebody guesses ${req('1.F.4')}`, () => {
  const alarm = () => site.owner`
    insert into app.guess_failures (tenant_id, address_hmac, number_hmac, failed_at)
    select ${site.tenantId('ageo')}, sha256(n::text::bytea), sha256(n::text::bytea), ${NOW}
    from generate_series(1, 300) n`
  const silence = () => site.owner`delete from app.guess_failures`

  it('a right number still comes in: with a solution at once, harder than the others', async () => {
    const letter = await site.letter('ageo', 'TEST0000001E')
    const visitor = site.visitor()
    expect((await visitor.get('/letter')).html).not.toContain('data-work')
    await alarm()
    expect((await visitor.identify(letter)).location).toBe('/wait')
    const page = await visitor.get('/wait')
    expect(headingOf(page)).toBe(WAITS)
    expect(challengeOn(page)?.parameters.data).toMatchObject({ purpose: 'identification' })
    expect((await visitor.send('/wait', await solved(page))).location).toBe('/card')
    expect(headingOf(await visitor.get('/card'))).toBe('あなたのカード')
    await silence()
  })

  it('also without a script, by waiting; a wrong one hears what it always hears, with what was typed', async () => {
    const letter = await site.letter('ageo', 'TEST000000EM')
    await alarm()
    const visitor = openAt('198.51.100.4')
    await visitor.identify({ ...letter, birthDate: '1980-04-02' })
    await visitor.get('/wait?on')
    later(10)
    const { location } = await visitor.get('/wait?on')
    const again = await visitor.get(location)
    expect(summaryOf(again)).toContain('番号と生年月日の組み合わせが見つかりませんでした')
    expect(again.html).toContain(`value="${letter.number}"`)

    await visitor.identify(letter)
    await visitor.get('/wait?on')
    later(10)
    expect((await visitor.get('/wait?on')).location).toBe('/card')
    await silence()
  })

  it('a solution for a booking is none for a number, and next door nobody is asked', async () => {
    const letter = await site.letter('ageo', 'TEST000000FJ')
    const elsewhere = await site.letter('minase', 'TEST000000FJ')
    const solution = await solved((await atTheContact(site.visitor(), 'P09', 9)).page)
    await alarm()
    const visitor = site.visitor()
    await visitor.identify(letter)
    await visitor.get('/wait')
    expect((await visitor.send('/wait', solution)).location).toBe('/wait')
    expect((await site.visitor('minase.localhost').identify(elsewhere)).location).toBe('/card')
    await silence()
  })
})

describe('all of this', () => {
  it('left no defect in the log', () => {
    expect(site.log.filter(({ level }) => level !== 'alert')).toEqual([])
  })
})

const openAt = (address: string) => site.visitor('ageo.localhost', 'ja', address)
