import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSite, type Site } from './testing/open-site.ts'
import { birth } from './testing/visitor.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
beforeEach(() => {
  site.clock.now = NOW
})
afterAll(() => site?.close())

describe('a resident at one of the two doors', () => {
  it('is refused by a redirect, so that going back asks nothing, and nothing personal is in the address', async () => {
    const visitor = site.visitor()
    await visitor.get('/letter?next=%2Fcard')
    const typed = { number: 'ABC', ...birth('1980-04-01') }
    const refused = await visitor.send('/letter', typed)
    expect([refused.status, refused.location]).toEqual([303, '/letter?next=%2Fcard'])
    const note = refused.headers.getSetCookie().find((it) => it.startsWith('note=')) ?? ''
    expect(note).toMatch(/Max-Age=600; Path=\/; HttpOnly; SameSite=Lax/)
    expect(Buffer.from(note.slice(5), 'base64url').toString()).not.toMatch(/ABC|1980/)
    const kept = visitor.jar.get('note') ?? ''
    const page = await visitor.get(refused.location)
    expect(page.html).toContain('いま3文字')
    expect(page.html).toContain('value="ABC"')
    // Once: whoever comes back finds an empty form.
    expect((await visitor.get(refused.location)).html).not.toMatch(/value="ABC"|error-summary"/)
    for (const [host, door] of [
      ['minase.localhost', '/letter'],
      ['ageo.localhost', '/my?find='],
    ] as const) {
      const other = site.visitor(host)
      other.jar.set('note', kept)
      expect((await other.get(door)).html).not.toContain('value="ABC"')
    }
    visitor.jar.set('note', kept)
    site.clock.now = new Date(NOW.getTime() + 11 * 60_000)
    expect((await visitor.get('/letter')).html).not.toContain('value="ABC"')
  })

  it('whose session is over is told so, and comes back to where they were', async () => {
    const letter = await site.letter('ageo', 'TEST000000CR')
    const visitor = site.visitor()
    await visitor.identify(letter)
    site.clock.now = new Date(NOW.getTime() + 21 * 60_000)
    const over = await visitor.get('/card')
    expect(over.location).toBe('/session-over?door=letter&next=%2Fcard')
    const told = await visitor.get(over.location)
    expect(told.html).toContain('20分間操作がないと終了します')
    expect(told.html).toContain('href="/letter?next=%2Fcard"')
    expect((await visitor.identify(letter, '/letter?next=%2Fcard')).location).toBe('/card')
  })

  it('who comes to a page of their own without a session is told why the form is there', async () => {
    const visitor = site.visitor()
    const away = await visitor.get('/card')
    expect(away.location).toBe('/letter?next=%2Fcard')
    expect((await visitor.get(away.location)).html).toContain('続けるには、ご本人の確認が必要です')
    expect((await visitor.get('/letter')).html).not.toContain('続けるには')
  })

  it('whose browser keeps no cookie is told by whom, and whom to call', async () => {
    const visitor = site.visitor()
    await visitor.get('/letter')
    visitor.jar.clear()
    const answer = await visitor.send('/letter', { number: 'ABC', ...birth('1980-04-01') })
    expect(answer.status).toBe(403)
    expect(answer.html).toContain('上尾市 マイナンバーカード予約')
    expect(answer.html).toContain('<a href="tel:0480000000">電話：048-000-0000</a>')
  })
})
