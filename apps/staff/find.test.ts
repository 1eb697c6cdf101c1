import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo')
  for (const name of ['試験 花子', '試験 次郎']) {
    const { id } = await factories.cards(office.owner, desk.tenantId, { state: 'stored' })
    await factories.cardPeople(office.owner, desk.tenantId, {
      cardId: id,
      name,
      nameKey: name.replace(' ', ''),
    })
  }
})
afterAll(() => office?.close())

const search = (q: string, from = desk) => from.post('/find', { q }, '/')

describe('what was looked for', () => {
  it('has an address of its own without the name, which can be gone back to and loaded anew', async () => {
    const { status, location } = await search('試験')
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/find\?k=[\w-]{8}$/)])
    await search('ほかの人')
    for (const _again of [1, 2]) {
      const { text } = await desk.get(location)
      expect(text).toContain('「試験」で 2件')
      expect(text).toContain('試験 次郎')
      expect(/<title>(.*?)<\/title>/.exec(text)?.[1]).not.toContain('試験')
    }
  })

  it('says what to try when there is nothing', async () => {
    const { location } = await search('ほかの人')
    const { text } = await desk.get(location)
    expect(text).toContain('「ほかの人」で 0件')
    expect(text).toContain('カナで探してください')
  })

  it('is not there for a session that did not ask', async () => {
    const { location } = await search('試験')
    const colleague = await office.desk('ageo')
    expect((await colleague.get(location)).text).toContain('この検索は残っていません')
  })

  it('is not kept when it looks like a 個人番号', async () => {
    const { status, text, headers } = await search(myNumber())
    expect(status).toBe(422)
    expect(text).toContain('個人番号（12桁）は入力できません')
    expect(headers.getSetCookie().join()).not.toContain('searches')
  })
})

/** Twelve digits with a right check digit, made here and now. */
function myNumber() {
  const digits = Array.from({ length: 11 }, (_, at) => (at * 7 + 3) % 10)
  const sum = digits.toReversed().reduce((all, digit, at) => all + digit * (at < 6 ? at + 2 : at - 4), 0)
  return [...digits, sum % 11 <= 1 ? 0 : 11 - (sum % 11)].join('')
}
