import { req } from '@madoguchi/config/req.ts'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId } from '../kernel.ts'
import { forgetIdentification } from './forget-identification.ts'
import { joinLine, spendProof } from './proofs.ts'
import { hmac, minutes, now, seconds } from './testing/letter-holders.ts'

let test: TestDatabase
const [here, elsewhere] = [mintId<string>(), mintId<string>()]

beforeAll(async () => {
  test = await openTestDatabase()
  for (const tenant of [here, elsewhere]) await factories.tenants(test.owner, tenant)
})
afterAll(() => test?.close())

describe(`a proof ${req('2.D.2')}`, () => {
  it('counts for the first who shows it, of fifty at once through two copies of the program', async () => {
    const copies = [test.open('web_booking'), test.open('web_booking')] as const
    const spend = (n: number) =>
      spendProof(copies[n % 2 ? 0 : 1], here, { proof: hmac('raced'), until: minutes(60) })
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => spend(n)))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await spend(0)).toBe(false)
  })

  it('is another one in another municipality, and is forgotten when it is too old to be shown', async () => {
    const [db, machine] = [test.open('web_booking'), test.open('web_api')]
    const it = { proof: hmac('forgotten'), until: minutes(60) }
    expect(await spendProof(db, here, it)).toBe(true)
    expect(await spendProof(db, elsewhere, it)).toBe(true)
    expect(await forgetIdentification(machine, here, minutes(60))).toMatchObject({ proofs: 0 })
    expect(await spendProof(db, here, it)).toBe(false)
    const { proofs } = await forgetIdentification(machine, here, minutes(61))
    expect(proofs).toBeGreaterThan(0)
    expect(await spendProof(db, here, it)).toBe(true)
    expect(await spendProof(db, elsewhere, it)).toBe(false)
  })
})

describe(`the line of an address ${req('2.D.2')}`, () => {
  const join = (address: string, at = now, tenantId = here) =>
    joinLine(test.open('web_booking'), tenantId, { addressHmac: hmac(address), seconds: 10 }, at)

  it('lets one after the other wait, however many come at once', async () => {
    const overs = await Promise.all(['home', 'home', 'home', 'home', 'next door'].map((it) => join(it)))
    const waits = overs.map((it) => ((it?.getTime() ?? 0) - now.getTime()) / 1000)
    expect(waits.slice(0, 4).toSorted((a, b) => a - b)).toEqual([10, 20, 30, 40])
    expect(waits[4]).toBe(10)
    expect(await join('home', now, elsewhere)).toEqual(seconds(10))
  })

  it('is empty again once all have waited, and does not save up for later', async () => {
    await join('later')
    expect(await join('later', minutes(30))).toEqual(seconds(10, minutes(30)))
  })

  it('takes nobody more when it is five minutes long', async () => {
    for (let n = 1; n <= 30; n++) expect(await join('robot')).toEqual(seconds(10 * n))
    expect(await join('robot')).toBeNull()
    expect(await join('robot', seconds(10))).toEqual(seconds(310))
  })

  it('is forgotten after a day', async () => {
    const machine = test.open('web_api')
    const at = minutes(60 * 24 * 30)
    await join('yesterday', at)
    await forgetIdentification(machine, here, at)
    expect(await forgetIdentification(machine, here, minutes(60 * 23, at))).toMatchObject({ lines: 0 })
    expect(await forgetIdentification(machine, here, minutes(60 * 25, at))).toMatchObject({ lines: 1 })
  })
})
