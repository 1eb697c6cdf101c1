import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identifyResident } from './resident-sessions.ts'
import { type LetterHolders, now, openLetterHolders, WRONG } from './testing/letter-holders.ts'

let town: LetterHolders
beforeAll(async () => {
  town = await openLetterHolders()
})
afterAll(() => town.close())

describe('whoever guesses wrong', () => {
  /** What is left after each of so many tries from one address. */
  const left = async (number: string, address: string, count: number) => {
    const answers: (number | undefined)[] = []
    for (let n = 0; n < count; n++) {
      const claim = town.claim({ number, birth: WRONG, address })
      const answer = await identifyResident(town.db, town.tenantId, claim, now)
      answers.push('triesLeft' in answer ? answer.triesLeft : undefined)
    }
    return answers
  }

  it('is told how many tries are left, and nothing more once they are used up', async () => {
    await town.letter('told of tries')
    expect(await left('told of tries', 'left told', 6)).toEqual([4, 3, 2, 1, 0, undefined])
  })

  it('at a number that nobody has hears the same', async () => {
    expect(await left('nobody has it', 'left nobody', 6)).toEqual([4, 3, 2, 1, 0, undefined])
  })

  it('hears nothing of what others tried at that number', async () => {
    await town.letter('tried by two')
    await left('tried by two', 'one', 3)
    expect(await left('tried by two', 'another', 1)).toEqual([4])
  })

  it('at one number after another is told before the address has to wait', async () => {
    const answers: (number | undefined)[] = []
    for (let n = 0; n < 8; n++) answers.push(...(await left(`many ${n}`, 'many', 1)))
    expect(answers).toEqual([4, 4, 4, 4, 4, 4, 3, 2])
  })
})
