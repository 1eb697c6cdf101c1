import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Sql } from 'postgres'
import { describe, expect, it } from 'vitest'
import { openConnections } from './open-connections.ts'

/** Stands where the driver stands; these are about what is around it. */
const openNothing = () => ({ end: async () => {} }) as unknown as Sql<Record<string, never>>

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

describe('a connection that lives for half an hour', () => {
  it('keeps nothing of what was answered on it', async () => {
    const connections = openConnections(1, openNothing)
    const answers: WeakRef<object>[] = []
    for (let n = 0; n < 100; n++)
      answers.push(new WeakRef(await connections.alone(async () => ({ rows: new Array(1000).fill(n) }))))
    await new Promise((later) => setTimeout(later, 10))
    collectGarbage()
    expect(answers.filter((it) => it.deref()).length).toBeLessThan(3)
    await connections.close()
  })

  it('fails the work that has it when it is lost, and the next gets another', async () => {
    let lose = () => {}
    const connections = openConnections(1, (onclose) => {
      lose = onclose
      return openNothing()
    })
    const waiting = connections.alone(() => new Promise(() => {}))
    await Promise.resolve()
    lose()
    await expect(waiting).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
    await expect(connections.alone(async () => 'answered')).resolves.toBe('answered')
    await connections.close()
  })
})
