import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from './testing/desk.ts'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

const OUTSIDE = '198.51.100.7'
const PAGES = ['/', '/sign-in', '/sign-in.data', '/signed-out', '/_root.data', '/letters', '/nowhere']

let office: Office
/** Their session is as good as one can be, and opened from where they are: only the address is in no list. */
let outside: Desk
beforeAll(async () => {
  office = await openOffice()
  outside = await office.desk('ageo', ['officer'], OUTSIDE)
})
afterAll(() => office?.close())

function expectWrongNetwork(answer: Answer, what: string) {
  expect(answer.status, what).toBe(403)
  expect(answer.text, what).toContain('この端末のネットワークからは利用できません')
  expect(answer.text, what).toContain(`この端末のアドレス：${OUTSIDE}`)
  expect(answer.text, what).not.toMatch(/<form|<input|formToken|<nav/)
}
const tryPassword = { loginId: 'hanako', password: 'correct horse battery staple' }
const list = (tenantId: string) => office.owner`
  insert into app.address_ranges (tenant_id, range, label) values (${tenantId}, ${`${OUTSIDE}/32`}, '分室')`

describe('an address that is not in the municipality’s list', () => {
  it.each(PAGES)('gets one plain page at %s, with a session that holds', async (path) => {
    expectWrongNetwork(await outside.get(path), path)
  })

  it('gets no password tried, which would end in another answer', async () => {
    expectWrongNetwork(await outside.post('/sign-in', tryPassword), 'without a token')
    const inside = await office.desk('ageo')
    expect((await inside.post('/sign-in', tryPassword)).status).toBe(422)
  })

  it('is not let in by the list of the municipality next door', async () => {
    const neighbour = await office.desk('minase', ['officer'], OUTSIDE)
    await list(neighbour.tenantId)
    expect((await neighbour.get('/')).status).toBe(200)
    expectWrongNetwork(await outside.get('/'), 'next door')
  })

  it('is asked for on every request: it passes once it is listed, and no longer when it is struck off', async () => {
    await list(outside.tenantId)
    const [page, signIn] = [await outside.get('/'), await outside.get('/sign-in')]
    expect([page.status, signIn.status]).toEqual([200, 200])

    await office.owner`delete from app.address_ranges where range = ${`${OUTSIDE}/32`}`
    for (const path of PAGES) expectWrongNetwork(await outside.get(path), path)
    expectWrongNetwork(await outside.post('/sign-in', tryPassword), 'struck off')
  })

  it('gets the same page without a session', async () => {
    await office.owner`update app.staff_sessions set ended_at = now() where tenant_id = ${outside.tenantId}`
    for (const path of PAGES) expectWrongNetwork(await outside.get(path), path)
  })
})
