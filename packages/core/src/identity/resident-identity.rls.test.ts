import type { Database } from '@madoguchi/db'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId } from '../kernel.ts'
import { type LetterHolders, openLetterHolders } from './testing/letter-holders.ts'

let town: LetterHolders
let resident: <T>(work: Parameters<Database['as']>[1]) => Promise<T>
const denied = { code: '42501' }

beforeAll(async () => {
  town = await openLetterHolders()
  const cardId = await town.letter('mine')
  await town.try({ number: 'mine' })
  await town.try({ number: 'guessed' })
  resident = (work) =>
    town.db.as({ role: 'resident', tenantId: town.tenantId, subjectId: cardId }, work) as never
})
afterAll(() => town.close())

const SECRETIVE = [
  'resident_sessions',
  'number_guards',
  'guess_failures',
  'used_proofs',
  'waiting_lines',
  'inquiry_numbers',
] as const

describe('a resident', () => {
  it.each(SECRETIVE)('reads nothing of %s, and writes nothing there', async (table) => {
    await expect(resident((tx) => tx`select from app.${tx(table)}`)).rejects.toMatchObject(denied)
    await expect(resident((tx) => tx`select count(*) from app.${tx(table)}`)).rejects.toMatchObject(denied)
    await expect(resident((tx) => tx`delete from app.${tx(table)}`)).rejects.toMatchObject(denied)
    await expect(
      resident((tx) => tx`insert into app.${tx(table)} (tenant_id) values (${town.tenantId})`),
    ).rejects.toMatchObject(denied)
  })

  it('cannot ask about a number without being counted', async () => {
    const helpers = [
      'guard_number(bytea, bytea, timestamptz)',
      'note_guess(bytea, bytea, timestamptz, boolean)',
    ]
    for (const helper of [...helpers, 'card_of_inquiry_number(bytea)']) {
      const [row] = await town.owner`
        select has_function_privilege('resident', ${`app.${helper}`}, 'execute') as allowed,
          has_function_privilege('web_booking', ${`app.${helper}`}, 'execute') as before_entering`
      expect(row, helper).toEqual({ allowed: false, beforeEntering: false })
    }
  })

  it('sees their own card and name, and nobody else’s', async () => {
    await town.letter('of a neighbour')
    const [mine] = await resident<{ cards: number; people: number }[]>(
      (tx) =>
        tx`select (select count(*)::int from app.cards) as cards, (select count(*)::int from app.card_people) as people`,
    )
    expect(mine).toEqual({ cards: 1, people: 1 })
  })
})

describe.each([
  ['staff', 'web_staff'],
  ['operator', 'web_operator'],
] as const)('%s', (role, login) => {
  it.each(['resident_sessions', 'number_guards', 'guess_failures'])('reads nothing of %s', async (table) => {
    const asking = town
      .open(login)
      .as({ role, tenantId: town.tenantId, subjectId: mintId() }, (tx) => tx`select from app.${tx(table)}`)
    await expect(asking).rejects.toMatchObject(denied)
  })
})

describe('the purge', () => {
  it.each([
    ['resident_sessions', 'token_hash'],
    ['resident_sessions', 'subject_id'],
    ['number_guards', 'number_hmac'],
    ['guess_failures', 'number_hmac'],
    ['guess_failures', 'address_hmac'],
  ])('sees how old a row of %s is, and not its %s', async (table, column) => {
    await factories.residentSessions(town.owner, town.tenantId)
    const machine = town.open('web_api')
    const as = { role: 'machine', tenantId: town.tenantId, subjectId: null } as const
    await expect(
      machine.as(as, (tx) => tx`select ${tx(column)} from app.${tx(table)}`),
    ).rejects.toMatchObject(denied)
    expect((await machine.as(as, (tx) => tx`select id from app.${tx(table)}`)).length).toBeGreaterThan(0)
  })
})
