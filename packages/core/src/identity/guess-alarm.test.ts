import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId } from '../kernel.ts'
import { identifyResident } from './resident-sessions.ts'
import { BIRTH, minutes, now, openLetterHolders, seconds, WRONG } from './testing/letter-holders.ts'

let town: Awaited<ReturnType<typeof openLetterHolders>>
beforeAll(async () => {
  town = await openLetterHolders()
})
afterAll(() => town.close())

describe(`many addresses that guess a little each ${req('1.F.4')}`, () => {
  it('raise one alarm an hour at 300 failures, and leave each address a few tries, until it is quiet again', async () => {
    const tenantId = mintId<string>()
    await town.letter('reader', { tenantId })
    await town.letter('of a guesser', { tenantId })
    const failed = (count: number, failedAt: Date) => town.failures(count, failedAt, tenantId)
    const guess = async (number: string, address: string, at: Date, birth = WRONG) => {
      const claim = { ...town.claim({ number, birth, address }), proved: true }
      const answer = await identifyResident(town.db, tenantId, claim, at)
      return answer.ok ? 'identified' : answer.alarm ? 'alarm' : answer.reason
    }
    await failed(298, now)
    // Below the limit nobody is told, and an address may fail as always.
    expect(await guess('n1', 'a', seconds(1))).toBe('not-found')
    const together = await Promise.all(['b', 'c', 'd', 'e'].map((it) => guess('n1', it, seconds(2))))
    expect(together.toSorted()).toEqual(['alarm', 'not-found', 'not-found', 'not-found'])
    const sprayed: string[] = []
    for (const n of [1, 2, 3, 4]) sprayed.push(await guess(`spray ${n}`, 'sprayer 2', seconds(3)))
    expect(sprayed).toEqual(['not-found', 'not-found', 'not-found', 'too-many-tries'])
    const told = await identifyResident(
      town.db,
      tenantId,
      { ...town.claim({ number: 'n9', address: 'told' }), proved: true },
      seconds(4),
    )
    expect(told).toMatchObject({ triesLeft: 2 })
    // Who reads their own letter still comes in, also after a slip of the pen.
    expect(await guess('reader', 'reader home', seconds(4))).toBe('not-found')
    expect(await guess('reader', 'reader home', seconds(5), BIRTH)).toBe('identified')
    expect(await guess('of a guesser', 'sprayer 2', seconds(6), BIRTH)).toBe('too-many-tries')

    // It goes on: told again after an hour. It is over: an address has its twenty tries again.
    await failed(300, minutes(59))
    expect(await guess('n2', 'f', minutes(59))).toBe('not-found')
    expect(await guess('n3', 'g', minutes(61))).toBe('alarm')
    const quiet: string[] = []
    for (const n of [1, 2, 3, 4]) quiet.push(await guess(`quiet ${n}`, 'sprayer 3', minutes(200)))
    expect(quiet).toEqual(Array(4).fill('not-found'))
  })

  it('have a proof asked of everyone: without one nothing is looked at and nothing counted', async () => {
    const tenantId = mintId<string>()
    await town.letter('asked for a proof', { tenantId })
    const claim = town.claim({ number: 'asked for a proof', address: 'at home' })
    const said = async (over: object = {}, at = now) => {
      const answer = await identifyResident(town.db, tenantId, { ...claim, ...over }, at)
      return answer.ok ? 'identified' : answer.reason
    }
    await town.failures(299, now, tenantId)
    expect(await said()).toBe('identified')
    await town.failures(1, now, tenantId)
    expect(await said()).toBe('proof-needed')
    expect(await said({ birthDate: WRONG })).toBe('proof-needed')
    expect(await town.owner`select from app.guess_failures where tenant_id = ${tenantId}`).toHaveLength(300)
    expect(await said({ proved: true })).toBe('identified')
    expect(await said({ proved: true, birthDate: WRONG })).toBe('not-found')
    expect(await said({}, minutes(61))).toBe('identified')
  })

  it('are counted for each municipality alone', async () => {
    const [here, elsewhere] = [mintId<string>(), mintId<string>()]
    for (const tenant of [here, elsewhere]) await factories.tenants(town.owner, tenant)
    await town.failures(400, now, elsewhere)
    const claim = town.claim({ number: 'n1', birth: WRONG, address: 'somebody' })
    expect(await identifyResident(town.db, here, claim, now)).toEqual({
      ok: false,
      reason: 'not-found',
      triesLeft: 4,
    })
  })
})
