import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identifyResident } from './resident-sessions.ts'
import {
  BIRTH,
  hmac,
  type LetterHolders,
  minutes,
  now,
  openLetterHolders,
  seconds,
  WRONG,
} from './testing/letter-holders.ts'

let town: LetterHolders
beforeAll(async () => {
  town = await openLetterHolders()
})
afterAll(() => town.close())

/** Tries in a row at one number, each from an address of its own so that only the number's limit speaks. */
const inARow = async (number: string, count: number, at = now, birth = WRONG) => {
  const answers: string[] = []
  for (let n = 0; n < count; n++)
    answers.push(await town.try({ number, birth, at, address: `${number} ${at.getTime()} ${n}` }))
  return answers
}
const guardOf = async (number: string) => {
  const [guard] = await town.owner<{ failures: number; lifetime: number; lockedUntil: Date | null }[]>`
    select failures, lifetime, locked_until from app.number_guards where number_hmac = ${hmac(number)}`
  return guard
}

describe(`guesses at one number ${req('1.F.4')}`, () => {
  it('lock it after five failures in a row, for 15 minutes, then twice as long for each one more', async () => {
    await town.letter('locks')
    expect(await inARow('locks', 6)).toEqual([...Array(5).fill('not-found'), 'number-locked'])

    let at = now
    for (const lock of [15, 30, 60, 120]) {
      const until = minutes(lock, at)
      // The right date is refused as well: a lock that could be told from a wrong date would be no lock.
      expect(await town.try({ number: 'locks', at: seconds(-1, until), address: `right ${lock}` })).toBe(
        'number-locked',
      )
      expect(await inARow('locks', 1, until)).toEqual(['not-found'])
      at = until
    }
  })

  it('after the lock, the right date opens the letter and the count begins anew', async () => {
    const cardId = await town.letter('opens')
    await inARow('opens', 5)
    const answer = await identifyResident(
      town.db,
      town.tenantId,
      town.claim({ number: 'opens' }),
      minutes(15),
    )
    expect(answer).toEqual({ ok: true, value: { secret: expect.any(String) } })
    const [session] = await town.owner`
      select card_id, subject_id from app.resident_sessions where card_id = ${cardId}`
    expect(session).toEqual({ cardId, subjectId: cardId })
    expect(await guardOf('opens')).toEqual({ failures: 0, lifetime: 5, lockedUntil: null })
    expect(await inARow('opens', 5, minutes(16))).toEqual(Array(5).fill('not-found'))
  })

  it('four failures and a success are forgotten, however often', async () => {
    await town.letter('clumsy')
    for (let round = 0; round < 3; round++) {
      expect(await inARow('clumsy', 4, minutes(round))).toEqual(Array(4).fill('not-found'))
      expect(await inARow('clumsy', 1, minutes(round), BIRTH)).toEqual(['identified'])
    }
  })

  it('end for good at a hundred in all: then a new letter is needed', async () => {
    await town.letter('worn out')
    await inARow('worn out', 1)
    await town.owner`update app.number_guards set failures = 0, lifetime = 98 where number_hmac = ${hmac('worn out')}`
    expect(await inARow('worn out', 2, minutes(1))).toEqual(['not-found', 'not-found'])
    expect(await inARow('worn out', 1, minutes(60 * 24 * 365), BIRTH)).toEqual(['number-locked'])
  })

  it('fifty at once are counted like fifty in a row: five are looked at', async () => {
    await town.letter('in parallel')
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        town.try({ number: 'in parallel', birth: WRONG, address: `botnet ${n}` }),
      ),
    )
    expect(answers.filter((it) => it === 'not-found')).toHaveLength(5)
    expect(answers.filter((it) => it === 'number-locked')).toHaveLength(45)
    expect(await guardOf('in parallel')).toMatchObject({ failures: 5, lifetime: 5 })
  })

  it('a right one among fifty at once is either seen in time or locked out, never a sixth try', async () => {
    await town.letter('lucky')
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        town.try({ number: 'lucky', birth: n === 30 ? BIRTH : WRONG, address: `lucky ${n}` }),
      ),
    )
    const looked = answers.filter((it) => it === 'not-found').length
    expect(answers.includes('identified') ? looked <= 9 : looked === 5).toBe(true)
  })
})

describe(`a number that does not exist ${req('1.F.4')}`, () => {
  it('answers like one that does, through locks, doubling and all limits', async () => {
    await town.letter('known')
    const story = async (number: string) => {
      const answers = [...(await inARow(number, 6)), ...(await inARow(number, 2, minutes(15)))]
      answers.push(...(await inARow(number, 2, minutes(46))))
      for (let n = 0; n < 22; n++)
        answers.push(
          await town.try({
            number: `${number} ${n % 5}`,
            birth: WRONG,
            at: minutes(n),
            address: `${number} home`,
          }),
        )
      return answers
    }
    const known = await story('known')
    expect(await story('unknown')).toEqual(known)
    expect(new Set(known)).toEqual(new Set(['not-found', 'number-locked', 'too-many-tries']))
  })

  it('answers like a voided one, and like one of another municipality', async () => {
    const elsewhere = '0192a1b2-0000-7000-8000-00000000beef'
    await town.letter('voided', { voidedAt: now })
    await town.letter('of next door', { tenantId: elsewhere })
    expect(await town.try({ number: 'voided', address: 'voided' })).toBe('not-found')
    expect(await town.try({ number: 'of next door', address: 'next door' })).toBe('not-found')
    expect(await town.try({ number: 'of next door', address: 'next door', tenantId: elsewhere })).toBe(
      'identified',
    )
  })

  it('of a reservation answers like one that exists', async () => {
    const { reservationId } = await factories.reservationPeople(town.owner, town.tenantId, {
      birthDate: BIRTH,
    })
    const [row] = await town.owner<[{ number: string; subjectId: string }]>`
      select number, subject_id from app.reservations where id = ${reservationId}`
    const claim = (number: string, birthDate = BIRTH) => ({
      ...town.claim({ number, birth: birthDate, address: number }),
      reservationNumber: number,
    })
    const ask = async (number: string, birthDate = BIRTH) => {
      const answer = await identifyResident(town.db, town.tenantId, claim(number, birthDate), now)
      return answer.ok ? 'identified' : answer.reason
    }
    expect(await ask(row.number, WRONG)).toBe('not-found')
    expect(await ask('00000000')).toBe('not-found')
    expect(await ask(row.number)).toBe('identified')
  })
})

describe(`one address that tries many numbers ${req('1.F.4')}`, () => {
  it('is stopped at the tenth number within an hour, also for a right one, and an hour later may go on', async () => {
    await town.letter('honest')
    for (let n = 0; n < 10; n++)
      expect(await town.try({ number: `sprayed ${n}`, address: 'sprayer', at: seconds(n) })).toBe('not-found')
    const honest = { number: 'honest', address: 'sprayer' }
    expect(await town.try({ ...honest, at: seconds(11) })).toBe('too-many-tries')
    expect(await town.try({ ...honest, at: seconds(3599) })).toBe('too-many-tries')
    expect(await town.try({ ...honest, at: seconds(3600) })).toBe('identified')
  })

  it('is stopped at twenty failures within an hour', async () => {
    const answers: string[] = []
    for (let n = 0; n < 21; n++)
      answers.push(
        await town.try({ number: `one of five ${n % 5}`, birth: WRONG, address: 'family', at: seconds(n) }),
      )
    expect(answers).toEqual([...Array(20).fill('not-found'), 'too-many-tries'])
    await town.letter('late')
    expect(await town.try({ number: 'late', address: 'family', at: seconds(3599) })).toBe('too-many-tries')
    expect(await town.try({ number: 'late', address: 'family', at: seconds(3601) })).toBe('identified')
  })

  it('is stopped all the same when it tries all of them at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        town.try({ number: `flood ${n}`, birth: WRONG, address: 'flood' }),
      ),
    )
    expect(answers.filter((it) => it === 'not-found')).toHaveLength(10)
    expect(answers.filter((it) => it === 'too-many-tries')).toHaveLength(30)
  })

  it('may identify as many people as it likes: only failures count', async () => {
    for (let n = 0; n < 25; n++) {
      await town.letter(`library ${n}`)
      expect(await town.try({ number: `library ${n}`, address: 'library' })).toBe('identified')
    }
  })
})
