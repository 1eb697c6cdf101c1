import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let manager: Desk
let venue: string
beforeAll(async () => {
  office = await openOffice()
  manager = await office.desk('ageo', ['manager'])
  const [row] = await office.owner<[{ id: string }]>`
    select id from app.venues where tenant_id = ${manager.tenantId} and code = 'city-hall'`
  venue = row.id
})
afterAll(() => office?.close())

const make = (form: Record<string, string> = {}) =>
  manager.post('/devices', { act: 'make', kind: 'board', venue, name: '1階ロビー', ...form })

describe('the keys of what stands in the office', () => {
  it('are shown once, as the address to open, and can be made anew and taken away', async () => {
    const made = await make()
    expect(made.text).toMatch(/http:\/\/ageo\.localhost:8080\/board\/[\w-]{22}</)
    const list = (await manager.get('/devices')).text
    expect(list).toContain('1階ロビー')
    expect(list).not.toMatch(/\/board\/[\w-]{22}</)
    const id = /name="id" value="([^"]+)"/.exec(list)?.[1] ?? ''
    expect((await manager.post('/devices', { act: 'renew', id })).text).toMatch(/\/board\/[\w-]{22}</)
    expect((await manager.post('/devices', { act: 'revoke', id })).status).toBe(409)
    expect((await make({ kind: 'machine', name: '発券機1' })).text).toMatch(/>ageo\.[\w-]{22}</)
    expect((await make({ name: ' ' })).text).toContain('名前を入力してください')
  })

  it('are a manager’s', async () => {
    const officer = await office.desk('ageo', ['officer'])
    expect((await officer.get('/devices')).status).toBe(404)
    const refused = await officer.post('/devices', { act: 'make', kind: 'board', venue, name: 'x' }, '/')
    expect(refused.text).not.toMatch(/\/board\/[\w-]{22}</)
    expect((await officer.get('/hours')).text).not.toContain('href="/devices"')
  })
})
