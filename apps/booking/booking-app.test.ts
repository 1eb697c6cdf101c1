import { req } from '@madoguchi/config/req.ts'
import { readTenant } from '@madoguchi/core/tenancy'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSite, type Site } from './testing/open-site.ts'
import { type Answer, birth, type Visitor } from './testing/visitor.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
beforeEach(() => {
  site.clock.now = NOW
})
afterAll(() => site?.close())

const headingOf = ({ html }: Answer) => /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1]
const summaryOf = ({ html }: Answer) =>
  (/class="error-summary"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? '').replace(/<[^>]+>/g, ' ').trim()
const slotIn = ({ html }: Answer) => /slot=([0-9a-f-]{36})/.exec(html)?.[1] ?? ''
const person = { kana: 'しけん じろう', ...birth('1985-11-03') }

/** Opens the check page of a free slot; `n` chooses among those of the day. */
async function atTheCheck(visitor: Visitor, procedure = 'P09', n = 0, venue = 'city-hall') {
  const { html } = await visitor.get(`/availability?procedure=${procedure}&venue=${venue}`)
  const slot = [...html.matchAll(/slot=([0-9a-f-]{36})/g)][n]?.[1] ?? ''
  const page = await visitor.get(`/book?procedure=${procedure}&slot=${slot}`)
  return { slot, page }
}

async function booked(visitor: Visitor, n = 0) {
  await atTheCheck(visitor, 'P09', n)
  const answer = await visitor.send('/book', person)
  expect(answer.status).toBe(303)
  return answer.location.replace('/done/', '')
}

describe(`a resident who says who they are ${req('1.F.2')} ${req('1.F.4')}`, () => {
  it('is led to their card, under a session that no script can read', async () => {
    const letter = await site.letter('ageo', 'TEST0000001E')
    const visitor = site.visitor()
    const answer = await visitor.identify(letter)
    expect([answer.status, answer.location]).toEqual([303, '/card'])
    expect(answer.headers.getSetCookie().find((it) => it.startsWith('resident='))).toMatch(
      /HttpOnly; SameSite=Lax/,
    )
    expect(headingOf(await visitor.get('/card'))).toBe('あなたのカード')
  })

  it('hears one and the same sentence, whatever did not match', async () => {
    const letter = await site.letter('ageo', 'TEST0000002C')
    const wrongDate = await site.visitor().identify({ ...letter, birthDate: '1980-04-02' })
    const wrongNumber = await site.visitor().identify({ ...letter, number: 'TEST0000003A' })
    const elsewhere = await site.visitor('minase.localhost').identify(letter)
    expect(summaryOf(wrongDate)).toContain('番号と生年月日の組み合わせが見つかりませんでした')
    expect(summaryOf(wrongNumber)).toBe(summaryOf(wrongDate))
    expect(summaryOf(elsewhere)).toBe(summaryOf(wrongDate))
    expect(wrongDate.html).toContain('tel:0480000000')
  })

  it('is asked to wait after five wrong dates, and told of the telephone', async () => {
    const letter = await site.letter('ageo', 'TEST00000048')
    for (let n = 1; n <= 5; n++) await site.visitor().identify({ ...letter, birthDate: `1970-01-0${n}` })
    const locked = await site.visitor().identify(letter)
    expect(summaryOf(locked)).toContain('15分以上たってから')
    expect(locked.html).toContain('tel:')
  })

  it('finds what they typed still there, with the error at its field', async () => {
    const answer = await site.visitor().identify({ number: 'ＡＢＣ', birthDate: '1980-13-01' })
    expect(summaryOf(answer)).toContain('照会番号は12文字です。いま3文字入力されています。')
    expect(answer.html).toContain('value="ＡＢＣ"')
    expect(answer.html).toMatch(/aria-invalid="true"[^>]*name="number"|name="number"[^>]*aria-invalid="true"/)
    expect(answer.html).toContain('<title>エラー：')
  })

  it('is believed only by a form of ours', async () => {
    const letter = await site.letter('ageo', 'TEST00000056')
    const visitor = site.visitor()
    await visitor.get('/letter')
    const typed = { number: letter.number, ...birth(letter.birthDate) }
    expect((await visitor.post('/letter', typed)).status).toBe(403)
    const elsewhere = await visitor.post('/letter', typed, { origin: 'https://evil.example' })
    expect([elsewhere.status, elsewhere.location]).toEqual([403, ''])
  })
})

describe(`a municipality’s procedures ${req('1.F.6')} ${req('1.F.13')}`, () => {
  it.each(['ageo', 'minase'])('of %s are what its tenant.json says, with its own minutes', async (slug) => {
    const read = await readTenant('tenants', slug)
    const expected = read.ok ? read.value.file.procedures.filter((it) => !it.needsCard) : []
    const { html } = await site.visitor(`${slug}.localhost`).get('/procedures')
    const shown = [...html.matchAll(/所要時間：1人(\d+)分ほど[\s\S]*?procedure=(P\d\d)/g)]
    expect(shown.map(([, minutes, code]) => [code, Number(minutes)])).toEqual(
      expected.map(({ code, minutes }) => [code, minutes]),
    )
    expect(shown.length).toBeGreaterThan(0)
  })
})

describe(`my card ${req('1.F.5')}`, () => {
  it('says in a sentence that it was handed over, and when', async () => {
    const letter = await site.letter('ageo', 'TEST00000064', {
      state: 'issued',
      stateSince: new Date('2026-11-28T11:00:00+09:00'),
    })
    const visitor = site.visitor()
    await visitor.identify(letter)
    const { html } = await visitor.get('/card')
    expect(html).toContain('カードは11月28日にお渡ししました')
    expect(html).not.toContain('この日時で予約する')
  })

  it('can be booked although its deadline has passed', async () => {
    const letter = await site.letter('ageo', 'TEST00000072', {
      stateSince: new Date('2026-01-10T10:00:00+09:00'),
    })
    const visitor = site.visitor()
    await visitor.identify(letter)
    const { html } = await visitor.get('/card')
    expect(html).toContain('令和8年4月10日（金）')
    expect(html).toContain('受け取り期限を過ぎていますが、予約できます')
    expect(html).toContain('この日時で予約する')
  })

  it(`has one live reservation at most ${req('1.F.11')}`, async () => {
    const letter = await site.letter('ageo', 'TEST00000080')
    const visitor = site.visitor()
    await visitor.identify(letter)
    await atTheCheck(visitor, 'P01', 1)
    expect((await visitor.send('/book')).status).toBe(303)
    await atTheCheck(visitor, 'P01', 2)
    const second = await visitor.send('/book')
    expect(second.status).toBe(409)
    expect(summaryOf(second)).toContain('すでに予約されています')
    expect(second.html).toContain('href="/my"')
    expect((await visitor.get('/card')).html).toContain('受け取りを予約しています')
  })
})

describe(`a booking ${req('1.F.8')}`, () => {
  it('is made once, however often its form is sent', async () => {
    const visitor = site.visitor()
    await atTheCheck(visitor)
    const answers = await Promise.all([1, 2, 3].map(() => visitor.send('/book', person)))
    expect(new Set(answers.map((it) => `${it.status} ${it.location}`)).size).toBe(1)
    expect(headingOf(await visitor.get(answers[0]?.location ?? ''))).toBe('予約を受け付けました')
  })

  it('that comes too late is answered with the next best times and with all that was typed', async () => {
    const visitor = site.visitor()
    const { slot } = await atTheCheck(visitor, 'P09', 4)
    await site.owner`update app.slots set taken_web = limit_web where tenant_id = ${site.tenantId('ageo')} and id = ${slot}`
    const answer = await visitor.send('/book', { ...person, mail: 'jiro@example.jp' })
    expect(answer.status).toBe(409)
    expect(summaryOf(answer)).toContain('この時間は満員になりました')
    expect(answer.html).toContain('value="jiro@example.jp"')
    const other = /type="radio"[^>]*name="slot"[^>]*value="([0-9a-f-]{36})"/.exec(answer.html)?.[1] ?? ''
    expect(other).not.toBe(slot)
    const taken = await visitor.send('/book', { ...person, mail: 'jiro@example.jp', slot: other })
    expect([taken.status, taken.location.slice(0, 6)]).toEqual([303, '/done/'])
  })

  it('of a card needs the letter; the choice is kept on the way to it', async () => {
    const visitor = site.visitor()
    const slot = slotIn(await visitor.get('/availability?procedure=P01&venue=city-hall'))
    const answer = await visitor.get(`/book?procedure=P01&slot=${slot}`)
    expect(answer.location).toBe(`/letter?next=${encodeURIComponent(`/book?procedure=P01&slot=${slot}`)}`)
    const letter = await site.letter('ageo', 'TEST0000009Y')
    const onward = await visitor.identify(letter, answer.location)
    expect(onward.location).toBe(`/book?procedure=P01&slot=${slot}`)
  })

  it('whose session is over loses nothing without a letter, and says so with one', async () => {
    const stranger = site.visitor()
    await atTheCheck(stranger, 'P09', 6)
    const letter = await site.letter('ageo', 'TEST000000AW')
    const owner = site.visitor()
    await owner.identify(letter)
    const { slot } = await atTheCheck(owner, 'P01', 3)
    site.clock.now = new Date(NOW.getTime() + 21 * 60_000)
    expect((await stranger.send('/book', person)).location).toMatch(/^\/done\//)
    const over = await owner.send('/book')
    expect(over.location).toContain(
      `/session-over?door=letter&next=${encodeURIComponent(`/book?procedure=P01&slot=${slot}`)}`,
    )
    expect(headingOf(await owner.get(over.location))).toBe('時間がたったため、画面を終了しました')
  })

  it('with a wrong field is not made; every field says what is wrong', async () => {
    const visitor = site.visitor()
    await atTheCheck(visitor, 'P11', 7)
    const answer = await visitor.send('/book', { ...person, kana: '', telephone: '12' })
    expect(answer.status).toBe(422)
    expect(summaryOf(answer)).toMatch(/お名前（ふりがな）を入力してください.*電話番号は市外局番から/)
  })
})

describe(`a reservation ${req('1.F.9')}`, () => {
  it('is its owner’s alone', async () => {
    const owner = site.visitor()
    const id = await booked(owner, 8)
    const stranger = site.visitor()
    await booked(stranger, 9)
    expect((await owner.get(`/my/${id}`)).status).toBe(200)
    for (const path of [`/my/${id}`, `/done/${id}`, `/my/${id}/cancel`, `/done/${id}/reservation.ics`])
      expect((await stranger.get(path)).status, path).toBe(404)
  })

  it('of somebody else can be looked for beside one’s own, and a wrong number is said', async () => {
    const visitor = site.visitor()
    const id = await booked(visitor, 13)
    expect((await visitor.get('/my')).location).toBe(`/my/${id}`)
    await visitor.get('/my?find=')
    const answer = await visitor.identify({ number: '1', birthDate: '1985-11-03' }, '/my?find=')
    expect(summaryOf(answer)).not.toBe('')
  })

  it('is cancelled by a POST and by nothing else, and its place is free again', async () => {
    const visitor = site.visitor()
    const id = await booked(visitor, 10)
    const stateOf = async () =>
      (
        await site.owner`select state from app.reservations where id = ${id} and tenant_id = ${site.tenantId('ageo')}`
      )[0]?.state
    for (const path of [`/my/${id}/cancel`, `/my/${id}?said=cancelled`]) await visitor.get(path)
    expect(await stateOf()).toBe('confirmed')
    await visitor.get(`/my/${id}/cancel`)
    expect((await visitor.send(`/my/${id}/cancel`)).location).toBe(`/my/${id}?said=cancelled`)
    expect(await stateOf()).toBe('cancelled')
    expect(headingOf(await visitor.get(`/my/${id}`))).toBe('予約を取り消しました')
  })

  it('keeps its place when the one it was to move to has gone', async () => {
    const visitor = site.visitor()
    const id = await booked(visitor, 11)
    const { html } = await visitor.get(`/availability?procedure=P09&venue=city-hall&change=${id}`)
    const slot = [...html.matchAll(/slot=([0-9a-f-]{36})/g)].at(-1)?.[1] ?? ''
    await visitor.get(`/my/${id}/change?slot=${slot}`)
    await site.owner`update app.slots set taken_web = limit_web where tenant_id = ${site.tenantId('ageo')} and id = ${slot}`
    const answer = await visitor.send(`/my/${id}/change?slot=${slot}`)
    expect(answer.status).toBe(409)
    expect(answer.html).toContain('いまの予約はそのまま残っています')
    expect((await visitor.get(`/my/${id}`)).html).toContain('予約の内容')
  })

  it('comes as a calendar file that its next version replaces', async () => {
    const visitor = site.visitor('ageo.localhost', 'en')
    const id = await booked(visitor, 12)
    const { html, headers } = await visitor.get(`/done/${id}/reservation.ics`)
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(html).toMatch(/UID:[0-9a-f-]{36}@ageo/)
    expect(html).toContain('STATUS:CONFIRMED')
    expect(html).toMatch(/DTSTART:202611\d\dT\d{6}Z/)
  })
})

describe(`the page of free places ${req('1.F.7')}`, () => {
  it('is public: no cookie, no form, the same bytes for everyone', async () => {
    const known = site.visitor()
    await known.identify(await site.letter('ageo', 'TEST000000BT'))
    const [mine, yours] = await Promise.all(
      [known, site.visitor()].map((it) => it.get('/availability?procedure=P09&venue=city-hall')),
    )
    expect(mine?.html).toBe(yours?.html)
    expect(yours?.headers.getSetCookie()).toEqual([])
    expect(yours?.headers.get('cache-control')).toBe('private, max-age=1')
    expect(yours?.html).not.toContain('<form')
    expect(yours?.headers.get('content-security-policy')).toContain("script-src 'self';")
  })

  it('answers one address however the query is written', async () => {
    const visitor = site.visitor()
    const plain = await visitor.get('/availability?procedure=P09&venue=city-hall')
    const odd = await visitor.get(
      '/availability?utm=1&venue=city-hall&x=%3Cscript%3E&procedure=P09&month=nonsense',
    )
    expect(odd.html).toBe(plain.html)
  })

  it('says the same to a program', async () => {
    const path = '/availability.json?procedure=P09&venue=city-hall&day=2026-11-25'
    const { html, status } = await site.visitor().get(path)
    const read = JSON.parse(html)
    expect(status).toBe(200)
    expect(read.venue.code).toBe('city-hall')
    expect(read.days).toContainEqual(['2026-11-25', 'free'])
    expect(read.days).toContainEqual(['2026-11-29', 'closed'])
    expect(read.times.at(-1)).toMatchObject({ time: '16:15', state: 'free' })
  })

  it('does not mix municipalities: a venue or a procedure of the neighbour is not there', async () => {
    const answer = await site.visitor('minase.localhost').get('/availability?procedure=P09&venue=city-hall')
    expect(answer.html).not.toContain('上尾')
  })

  it('says at once when nothing is free anywhere', async () => {
    const tenantId = site.tenantId('minase')
    await site.owner`update app.slots set taken_web = limit_web where tenant_id = ${tenantId} and limit_web <= capacity and taken_telephone = 0`
    const policy = await site.visitor('minase.localhost').get('/availability')
    const code = /procedure=(P\d\d)/.exec(policy.html)?.[1]
    await new Promise((done) => setTimeout(done, 1100)) // a calendar is at most a second old
    const answer = await site.visitor('minase.localhost').get(`/availability?procedure=${code}`)
    expect(answer.html).toContain('いま予約できる空きはありません')
    expect(answer.html).toContain('tel:')
  })
})

describe(`every page ${req('1.F.12')}`, () => {
  it.each([
    '/',
    '/letter',
    '/k',
    '/procedures',
    '/availability?procedure=P09',
    '/my',
    '/privacy',
    '/nothing',
  ])('%s brings one script of our own and no inline one, no style, no handler', async (path) => {
    const { html } = await site.visitor().get(path)
    expect([...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)).toEqual([
      expect.stringMatching(/^<script type="module" src="\/[\w./-]+">$/),
    ])
    expect(html).not.toMatch(/<style|\sstyle="|\son[a-z]+="/)
    expect(Buffer.byteLength(html)).toBeLessThan(60_000)
  })

  it('of ours is not given to a stranger’s host, and Remix’ own addresses are not there', async () => {
    expect((await site.visitor('evil.example').get('/')).status).toBe(421)
    expect((await site.visitor().get('/card.data')).status).toBe(404)
    expect((await site.visitor().get('/__manifest?p=%2Fcard')).status).toBe(404)
  })

  it('escapes what was typed', async () => {
    const answer = await site
      .visitor()
      .identify({ number: '"><img src=x onerror=alert(1)>', birthDate: '1980-04-01' })
    expect(answer.html).not.toContain('<img src=x')
  })

  it('left no defect in the log', () => {
    expect(site.log).toEqual([])
  })
})
