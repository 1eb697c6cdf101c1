import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { reviver } from './revive.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function program(restart = vi.fn(async () => {})) {
  const said: string[] = []
  const state = { stopped: false }
  const revive = reviver({
    ...{ name: '職員ページ', restart, isStopped: () => state.stopped },
    say: (it) => said.push(it),
  })
  const lose = async () => {
    const done = revive('記録: staff.log')
    await vi.advanceTimersByTimeAsync(10_000)
    await done
  }
  return { said, state, restart, revive, lose }
}

it('a program that was lost is started again, after longer and longer', async () => {
  const { said, restart, lose } = program()
  for (let n = 0; n < 3; n++) await lose()
  expect(restart).toHaveBeenCalledTimes(3)
  expect(said.filter((it) => it.includes('秒後'))).toEqual(
    [1, 2, 4].map((it) => `職員ページが終了したため、${it} 秒後に起動し直します。`),
  )
})

it('the fourth time within a minute it is left, with where to look and what to do', async () => {
  const { said, restart, lose } = program()
  for (let n = 0; n < 4; n++) await lose()
  expect(restart).toHaveBeenCalledTimes(3)
  expect(said.at(-1)).toMatch(/Ctrl-C で終えて.*npm start でやり直してください。記録: staff\.log/)
  await vi.advanceTimersByTimeAsync(60_000)
  await lose()
  expect(restart).toHaveBeenCalledTimes(4)
})

it('one that does not answer after its start counts as lost again', async () => {
  const { said, restart, lose } = program(vi.fn(async () => Promise.reject(new Error('起動しませんでした'))))
  await lose()
  expect(restart).toHaveBeenCalledTimes(3)
  expect(said.at(-1)).toContain('起動しませんでした')
})

it('one that is asked to end meanwhile stays ended', async () => {
  const { restart, state, revive } = program()
  const done = revive('')
  state.stopped = true
  await vi.advanceTimersByTimeAsync(10_000)
  await done
  expect(restart).not.toHaveBeenCalled()
})
