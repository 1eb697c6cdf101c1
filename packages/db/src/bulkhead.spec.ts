import { describe, expect, it } from 'vitest'
import { openBulkhead } from './bulkhead.ts'

/** Work that says when it begins and ends when it is told to. */
function piece(begun: string[], name: string) {
  let end = () => {}
  const ended = new Promise<void>((settle) => {
    end = settle
  })
  const work = async () => {
    begun.push(name)
    await ended
    return name
  }
  return { work, end: () => end() }
}
const aMoment = () => new Promise<void>((settle) => setImmediate(settle))

describe('a bulkhead of two', () => {
  it('lets two of a tenant in and the others wait their turn, in order', async () => {
    const enter = openBulkhead(2)
    const begun: string[] = []
    const pieces = ['a', 'b', 'c', 'd'].map((name) => piece(begun, name))
    const answers = pieces.map(({ work }) => enter('here', work))
    await aMoment()
    expect(begun).toEqual(['a', 'b'])
    pieces[1]?.end()
    await aMoment()
    expect(begun).toEqual(['a', 'b', 'c'])
    for (const { end } of pieces) end()
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd'])
    expect(begun).toEqual(['a', 'b', 'c', 'd'])
  })

  it('keeps no neighbour waiting', async () => {
    const enter = openBulkhead(2)
    const begun: string[] = []
    const rush = ['a', 'b', 'c'].map((name) => piece(begun, name))
    const rushing = rush.map(({ work }) => enter('rush', work))
    expect(await enter('quiet', async () => 'served')).toBe('served')
    for (const { end } of rush) end()
    await Promise.all(rushing)
  })

  it('hands the place on when work fails', async () => {
    const enter = openBulkhead(1)
    const failing = enter('here', async () => {
      throw new Error('a defect')
    })
    const next = enter('here', async () => 'served')
    await expect(failing).rejects.toThrow('a defect')
    expect(await next).toBe('served')
  })

  it('never lets more in, whatever comes and goes', async () => {
    const enter = openBulkhead(3)
    let [inside, most] = [0, 0]
    const work = async () => {
      most = Math.max(most, ++inside)
      for (let turn = 0; turn < 3; turn++) await aMoment()
      inside--
    }
    const late = async (n: number) => {
      for (let turn = 0; turn < n; turn++) await aMoment()
      await enter('here', work)
    }
    await Promise.all(Array.from({ length: 60 }, (_, n) => late(n % 17)))
    expect(most).toBe(3)
    expect(inside).toBe(0)
  })
})
