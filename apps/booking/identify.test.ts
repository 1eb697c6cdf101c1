import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSite, type Site } from './testing/open-site.ts'
import { headingOf, summaryOf } from './testing/read-page.ts'
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

  it('is warned before the last two tries, and told when they are used up', async () => {
    const letter = { number: 'TEST000000FJ', birthDate: '1980-04-02' }
    const visitor = site.visitor('minase.localhost')
    const said: string[] = []
    for (let n = 0; n < 5; n++) said.push(summaryOf(await visitor.identify(letter)))
    expect(said[1]).not.toContain('回間違えると')
    expect(said[2]).toContain('あと2回間違えると')
    expect(said[3]).toContain('あと1回間違えると')
    expect(said[4]).toContain('15分以上たってから')
  })

  it('is not told on the page of the QR code that it was read, before a script has read it', async () => {
    const { html } = await site.visitor().get('/k')
    expect(html).toMatch(/<p data-unless-filled="">通知にある照会番号と/)
    expect(html).toMatch(/<p data-when-filled="" hidden="">通知のQRコードを読み取りました/)
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

describe('all of this', () => {
  it('left no defect in the log', () => {
    expect(site.log).toEqual([])
  })
})
