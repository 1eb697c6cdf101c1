import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nameIsHeld, nameLooksDamaged } from './name-held.sql.ts'
import { nameNeedsConfirming } from './name-rules.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.close())

describe('a damaged name', () => {
  it('is one to the database for exactly the characters for which it is one to the rule', async () => {
    const found = await test.owner<{ code: number }[]>`
      select p.code from (
        select code, '山' || chr(code) || '木' as name from generate_series(1, 1114111) code
        where code not between 55296 and 57343
      ) p where ${nameLooksDamaged(test.owner as never)} order by p.code`
    const expected = Array.from({ length: 0x10ffff }, (_, n) => n + 1).filter(
      (code) =>
        !(code >= 0xd800 && code <= 0xdfff) && nameNeedsConfirming(`山${String.fromCodePoint(code)}木`),
    )
    const codes = found.map((it) => it.code)
    expect(codes.length).toBe(expected.length)
    expect(codes.filter((code, n) => code !== expected[n])).toEqual([])
  })

  it('is held until this very name was made certain, and again once it is another', async () => {
    const { tenantId, cardId } = await factories.cardPeople(test.owner, crypto.randomUUID(), {
      name: '〓田　花子',
    })
    const held = async () => {
      const [row] = await test.owner<[{ held: boolean }]>`
        select ${nameIsHeld(test.owner as never)} as held from app.card_people p where p.card_id = ${cardId}`
      return row.held
    }
    expect(await held()).toBe(true)
    const certain = { cardId, outcome: 'confirmed', nameBefore: '〓田　花子', nameAfter: '〓田　花子' }
    await factories.nameChecks(test.owner, tenantId, certain)
    expect(await held()).toBe(false)
    await test.owner`update app.card_people set name = '〓田 花子' where card_id = ${cardId}`
    expect(await held()).toBe(true)
  })
})
