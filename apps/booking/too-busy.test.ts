import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atTheCheck } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'

let site: Site

beforeAll(async () => {
  site = await openSite(new Date('2026-11-24T10:00:00+09:00'))
})
afterAll(() => site?.close())

describe(`a booking of a slot that somebody at the database holds ${req('1.H.2')}`, () => {
  it('is answered as busy, with all that was typed, and made when it is sent again', async () => {
    const visitor = site.visitor()
    const { slot } = await atTheCheck(visitor)
    const held = await site.owner.reserve()
    await held`begin`
    await held`select from app.slots where id = ${slot} for update`
    const answer = await visitor.send('/book')
    await held`rollback`
    held.release()

    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answer.html).toContain('まだ予約できていません。入力した内容は残っています')
    expect(answer.html).toMatch(/class="go"[\s\S]*href="tel:/) // first what to press, then whom to ring
    const again = /href="([^"]*)"[^>]*>もう一度試す/.exec(answer.html)?.[1] ?? ''
    expect((await visitor.get(again.replaceAll('&amp;', '&'))).html).toContain('シケン ジロウ')
    expect((await visitor.send('/book')).location).toMatch(/^\/done\//)
  })
})
