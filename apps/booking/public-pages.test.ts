import { req } from '@madoguchi/config/req.ts'
import { readTenant } from '@madoguchi/core/tenancy'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSite, type Site } from './testing/open-site.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
beforeEach(() => {
  site.clock.now = NOW
})
afterAll(() => site?.close())

describe(`a municipality’s procedures ${req('1.F.6')} ${req('1.F.13')}`, () => {
  it(`that cannot be booked say how to come, and a time of theirs is not shown ${req('2.C.1')}`, async () => {
    const { html } = await site.visitor().get('/procedures')
    expect(html).toContain('予約のいらない手続きです。')
    expect(html).toContain('引っ越しや氏名の変更の届出をするときに')
    const asked = await site.visitor().get('/availability?procedure=P12')
    expect(asked.html).not.toContain('slot=')
    expect(asked.html).not.toContain('href="/availability?procedure=P12"')
  })

  it.each(['ageo', 'minase'])('of %s are what its tenant.json says, with its own minutes', async (slug) => {
    const read = await readTenant('tenants', slug)
    const open = read.ok ? read.value.file.procedures.filter((it) => !it.needsCard) : []
    const expected = open.filter((it) => it.booking !== 'none')
    const { html } = await site.visitor(`${slug}.localhost`).get('/procedures')
    const shown = [...html.matchAll(/所要時間：1人(\d+)分ほど(?:(?!所要時間)[\s\S])*?procedure=(P\d\d)/g)]
    expect(shown.map(([, minutes, code]) => [code, Number(minutes)])).toEqual(
      expected.map(({ code, minutes }) => [code, minutes]),
    )
    expect(shown.length).toBeGreaterThan(0)
  })
})

describe(`whoever holds a blue envelope ${req('1.F.6')}`, () => {
  it.each(['ageo', 'minase'])('of %s finds the certificates and the card apart', async (slug) => {
    const { html } = await site.visitor(`${slug}.localhost`).get('/procedures?letter=renewal')
    const [, certificate = '', card = ''] = html.split(/<h2[^>]*class="heading"[^>]*>/)
    expect(certificate).toContain('電子証明書の有効期限のとき')
    expect(certificate).toContain('procedure=P09')
    expect(card).toContain('カードの有効期限のとき')
    expect(card).not.toContain('procedure=P09')
    expect(card).toContain('procedure=P06') // applied for first …
    expect(card).toMatch(/はがき[\s\S]*href="\/letter"/) // … and picked up when the postcard has come
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
})
describe('all of this', () => {
  it('left no defect in the log', () => {
    expect(site.log).toEqual([])
  })
})
