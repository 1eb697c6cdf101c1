import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endResidentSession, identifyResident, residentOf, welcomeResident } from './resident-sessions.ts'
import { secretHash } from './session-secret.ts'
import { type LetterHolders, minutes, now, openLetterHolders, seconds } from './testing/letter-holders.ts'

let town: LetterHolders
beforeAll(async () => {
  town = await openLetterHolders()
})
afterAll(() => town.close())

const at = (secret: string, when: Date) => residentOf(town.db, town.tenantId, secret, when)
const open = async () => (await welcomeResident(town.db, town.tenantId, now)).secret

describe("a resident's session", () => {
  it('lasts 20 minutes to the second when no page follows', async () => {
    const secret = await open()
    const other = await open()
    expect(await at(secret, seconds(-1, minutes(20)))).not.toBeNull()
    expect(await at(other, minutes(20))).toBeNull()
  })

  it('is told when it will be over, which moves on with a page in its last 15 minutes', async () => {
    const secret = await open()
    expect(await at(secret, minutes(5))).toMatchObject({ expiresAt: minutes(20) })
    expect(await at(secret, minutes(6))).toMatchObject({ expiresAt: minutes(26) })
    expect(await at(secret, minutes(25))).toMatchObject({ expiresAt: minutes(45) })
    expect(await at(secret, minutes(45))).toBeNull()
  })

  it('is over after two hours, however busy', async () => {
    const secret = await open()
    for (let minute = 10; minute < 120; minute += 10) {
      const until = Math.min(minute + 20, 120)
      expect(await at(secret, minutes(minute))).toMatchObject({ expiresAt: minutes(until) })
    }
    expect(await at(secret, seconds(-1, minutes(120)))).not.toBeNull()
    expect(await at(secret, minutes(120))).toBeNull()
  })

  it('ends when its owner ends it, and stays as it was ended when they end it again', async () => {
    const secret = await open()
    await endResidentSession(town.db, town.tenantId, secret, minutes(1))
    expect(await at(secret, minutes(1))).toBeNull()
    await endResidentSession(town.db, town.tenantId, secret, minutes(2))
    const [row] = await town.owner`
      select ended_at from app.resident_sessions where token_hash = ${secretHash(secret)}`
    expect(row).toEqual({ endedAt: minutes(1) })
  })

  it('is nobody else’s: not with a guessed secret, not in another municipality', async () => {
    const secret = await open()
    expect(await at(`${secret}x`, now)).toBeNull()
    expect(await at('', now)).toBeNull()
    expect(await residentOf(town.db, '0192a1b2-0000-7000-8000-00000000beef', secret, now)).toBeNull()
  })

  it('without a letter owns nothing but what is booked in it', async () => {
    const [one, two] = [await at(await open(), now), await at(await open(), now)]
    expect(one?.cardId).toBeNull()
    expect(one?.subjectId).not.toBe(two?.subjectId)
  })

  it('does not wait for a neighbour who slides it at the same moment', async () => {
    const secret = await open()
    const neighbour = await town.owner.reserve()
    await neighbour`begin`
    await neighbour`select from app.resident_sessions where token_hash = ${secretHash(secret)} for update`
    expect(await at(secret, minutes(10))).toMatchObject({ expiresAt: minutes(20) })
    await neighbour`commit`
    neighbour.release()
    expect(await at(secret, minutes(10))).toMatchObject({ expiresAt: minutes(30) })
  })
})

describe('a session secret', () => {
  it('stands in no table, in no form', async () => {
    await town.letter('secretive')
    const claimed = await identifyResident(town.db, town.tenantId, town.claim({ number: 'secretive' }), now)
    if (!claimed.ok) throw new Error(claimed.reason)
    const secrets = [claimed.value.secret, await open()]
    for (const secret of secrets) await at(secret, minutes(10))

    const forms = secrets.flatMap((secret) => [
      secret,
      Buffer.from(secret).toString('hex'),
      Buffer.from(secret, 'base64url').toString('hex'),
      Buffer.from(secret, 'base64url').toString('base64'),
    ])
    const tables = await town.owner<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p')`
    let rows = 0
    for (const { name } of tables)
      for (const { text } of await town.owner<{ text: string }[]>`
        select t::text as text from app.${town.owner(name)} t`) {
        rows++
        expect(forms.filter((form) => text.includes(form))).toEqual([])
      }
    expect(rows).toBeGreaterThan(5)
  })
})
