import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateSlots } from '../availability/index.ts'
import type { SlotId, TenantId } from '../kernel.ts'
import { loadTenants, readTenant } from '../tenancy/index.ts'
import { recountPlaces } from './recount-places.ts'
import { type Busy, openBusyTown } from './testing/open-busy-town.ts'

const tenantsDir = join(import.meta.dirname, '../../../../tenants')
const WORKERS = 8
const SLOTS = 5

/**
 * The rules as they stand, with half the places, without the day on which everybody books, with a place kept for each channel
 * that is released later, and with places for those who are likely not to come.
 */
const RULES = ['usual', 'narrow', 'closed', 'kept', 'more'] as const
type Rules = (typeof RULES)[number]

/** Noon of the day before, when what is kept is released; and two in the afternoon, when the slots have begun and nothing is. */
const RELEASES = [new Date('2026-11-30T12:00:00+09:00'), new Date('2026-12-01T14:00:00+09:00')] as const
const EVENING = new Date('2026-12-01T22:00:00+09:00')

const slot = fc.nat(SLOTS - 1)
const which = fc.nat(40)
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('book' as const), slot }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('ring' as const), slot }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('change' as const), which, slot }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('cancel' as const), which }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('join' as const), which }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant('leave' as const), which }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('hold' as const), slot }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('swap' as const), which, slot }) },
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constantFrom('confirm' as const, 'extend', 'expire', 'letGo'), which }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('sweep' as const) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('wait' as const), slot }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('accept' as const) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('rules' as const), to: fc.constantFrom(...RULES) }) },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('release' as const), now: fc.constantFrom(...RELEASES) }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('miss' as const) }) },
)
type Act = typeof act extends fc.Arbitrary<infer It> ? It : never

let town: Busy
let slots: SlotId[]

async function load(rules: Rules) {
  const read = await readTenant(tenantsDir, 'minase')
  if (!read.ok) throw new Error(read.problems.join('\n'))
  read.value.file.booking.generateDays = 14 // as far as one can book: each change of rules goes through all of it
  for (const hours of read.value.file.calendar.weekly) {
    if (rules === 'closed') hours.weekdays = hours.weekdays.filter((it) => it !== 2)
    if (rules === 'narrow')
      Object.assign(hours, { capacity: 1, channels: { web: 1, telephone: 1, counter: 1 } })
    if (rules === 'kept')
      Object.assign(hours, { capacity: 3, channels: { web: 1, telephone: 1, counter: 1 } })
  }
  const unusedPlaces = [{ channels: ['telephone', 'counter'], businessDaysBefore: 1, at: '12:00' }]
  const overbooking = { mostPercent: 10, mostPlaces: 1, weeks: 8, leastVisits: 30 }
  if (rules === 'kept') Object.assign(read.value.file.booking, { unusedPlaces })
  if (rules === 'more') Object.assign(read.value.file.booking, { overbooking })
  read.value.file.calendar.weekly = read.value.file.calendar.weekly.filter((it) => it.weekdays.length > 0)
  const [loaded] = await loadTenants(town.owner, [read.value], { now: town.now, effectiveFrom: town.now })
  if (!loaded || !('id' in loaded) || !loaded.id) throw new Error('not loaded')
  return loaded.id as TenantId
}

beforeAll(async () => {
  town = await openBusyTown()
  await town.settle(await load('usual'))
  await generateSlots(town.machine, town.tenantId, town.now)
  slots = await town.slotsFrom('town-hall', '2026-12-01', SLOTS)
  await town.stayedAway(slots[0] as SlotId, 30)
})
afterAll(() => town.close())

/** One operator loads rules at a time; the generator of another copy may well be under way. */
let loading: Promise<unknown> = Promise.resolve()
async function changeRules(to: Rules) {
  loading = loading.then(() => load(to))
  await loading
  await generateSlots(town.machine, town.tenantId, town.now)
}

async function carryOut(it: Act) {
  const at = 'slot' in it ? (slots[it.slot] as SlotId) : null
  if (it.act === 'book' && at) return town.book(at)
  if (it.act === 'ring' && at) return town.ring(at)
  if (it.act === 'change' && at) return town.change(it.which, at)
  if (it.act === 'cancel') return town.cancel(it.which)
  if (it.act === 'join') return town.join(it.which)
  if (it.act === 'leave') return town.leave(it.which)
  if (it.act === 'hold' && at) return town.holders.hold(at)
  if (it.act === 'swap' && at) return town.holders.swap(it.which, at)
  if (it.act === 'sweep') return town.holders.sweep()
  if (it.act === 'wait' && at) return town.line.wait(at)
  if (it.act === 'accept') return town.line.accept()
  if (it.act === 'confirm' || it.act === 'extend' || it.act === 'expire' || it.act === 'letGo')
    return town.holders[it.act](it.which)
  if (it.act === 'release') return town.release(it.now)
  if (it.act === 'miss') return town.miss(EVENING)
  if (it.act === 'rules') return changeRules(it.to)
}

/** On a busy machine somebody may wait too long for a lock: they are told to try again, and nothing of theirs is written. */
function whenTooManyWait(defect: { code?: string } | null) {
  if (defect?.code !== '55P03') throw defect
}

describe('eight people at once who wait, hold, book, ring, change, cancel, come along, stay away, alter the rules and release places', () => {
  it(`never leave a slot that counts otherwise than its reservations, or holds too many ${req('2.show.1')}`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 60, maxLength: 140 }), async (acts) => {
        await Promise.all(
          Array.from({ length: WORKERS }, async (_, worker) => {
            for (const it of acts.filter((_, n) => n % WORKERS === worker))
              await carryOut(it).catch(whenTooManyWait)
          }),
        )
        expect(await recountPlaces(town.machine, town.tenantId, town.now)).toEqual([])
        expect(await town.overfull()).toEqual([])
        expect(await town.adrift()).toEqual([])
        await town.empty()
        await changeRules('usual')
      }),
      { numRuns: 48, endOnFailure: true },
    )
    // The sequences were about something: each of these happened.
    for (const [name, count] of Object.entries({ ...town.done, ...town.holders.done, ...town.line.done }))
      expect(count, name).toBeGreaterThan(0)
  }, 240_000)
})
