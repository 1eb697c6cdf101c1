import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo')
})
afterAll(() => office?.close())

describe('what no form of ours would ask', () => {
  const DAYS = ['0000-01-01', '0001-01-01', '0001-01-03', '9999-12-29', '9999-12-31', '2026-02-30', '\u0000']
  it.each(DAYS)('the day %j is a page', async (day) => {
    for (const path of ['/', '/day-list'])
      expect((await desk.get(`${path}?date=${encodeURIComponent(day)}`)).status, path).toBe(200)
  })

  it.each(['試験\u0000', '\u0000', '\u0001\u007f試験\u0085', '\ud800'])('%j is found or not', async (q) => {
    const answer = await desk.post('/find', { q }, '/')
    expect([303, 422]).toContain(answer.status)
    if (answer.location) expect((await desk.get(answer.location)).status).toBe(200)
  })

  it.each(['/nothing', '/nothing/at/all', '/reservations/nothing'])(
    '%s has a title that says so',
    async (path) => {
      const { status, text } = await desk.get(path)
      expect(status).toBe(404)
      expect(text).toContain('<title>ページが見つかりません｜上尾市 交付管理</title>')
    },
  )

  it('a token of other letters than ours is turned away, in a form and before a file', async () => {
    const formToken = '窓'.repeat(43)
    expect((await desk.post('/find', { q: '試験', formToken }, '/')).status).toBe(403)
    expect(
      (
        await desk.upload('/arrivals/upload', [
          ['formToken', formToken],
          ['file', new Uint8Array(9)],
        ])
      ).status,
    ).toBe(403)
  })

  it('left no defect in the log', () => {
    expect(office.log.filter((event) => event.level === 'error')).toEqual([])
  })
})
