import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { identityOf, isAlive } from './live-process.ts'
import { query, startingPlace } from './starting-place.ts'

const DEAD_PID = 4_194_303
const { place, start, pidOf } = startingPlace()

/** Starts the same database from a process of its own, which says `ready` and stays. */
function startElsewhere() {
  const script = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'start-postgres.ts'))}
    await startPostgres({ dataDir: ${JSON.stringify(place.dataDir)}, port: 0, settings: { fsync: 'off' } })
    console.log('ready'); setInterval(() => {}, 1000)`
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

describe('after an accident', () => {
  it('removes a lock whose process is gone, and says so', async () => {
    await (await start()).stop()
    writeFileSync(join(place.dataDir, 'postmaster.pid'), `${DEAD_PID}\n${place.dataDir}\n`)
    await start()
    expect(place.said.join()).toContain(`プロセス番号 ${DEAD_PID}）は正しく終わっていませんでした`)
  })

  it('removes a lock whose number now belongs to another program', async () => {
    await (await start()).stop()
    writeFileSync(join(place.dataDir, 'postmaster.pid'), `${process.pid}\n${place.dataDir}\n`)
    await start()
    expect(place.said.join()).toContain(`プロセス番号 ${process.pid}）`)
  })

  const leaveUnfinished = (starter: string) => {
    const half = `${place.dataDir}.unfinished-00000000`
    mkdirSync(join(half, 'data'), { recursive: true })
    writeFileSync(join(half, 'starter'), starter)
    writeFileSync(join(half, 'data', 'PG_VERSION'), '17\n')
    return half
  }

  it('clears away a first start that was interrupted', async () => {
    const half = leaveUnfinished(`${DEAD_PID} 1`)
    await start()
    expect(place.said.join()).toContain('途中で止まっていました')
    expect(existsSync(half)).toBe(false)
  })

  it('clears it away also when the number of its starter belongs to another program by now', async () => {
    const half = leaveUnfinished(`${process.pid} 1`)
    await start()
    expect(existsSync(half)).toBe(false)
  })

  it('does not disturb a first start that is under way', async () => {
    const half = leaveUnfinished(identityOf(process.ppid) ?? '')
    await expect(start()).rejects.toMatchObject({ code: 'first-start-under-way' })
    expect(existsSync(half)).toBe(true)
  })

  it('starts anew although the first start was killed in the middle and its initdb lives on', async () => {
    const starter = startElsewhere()
    for (let i = 0; i < 10_000 && !halfMade(); i++) await sleep(1)
    starter.kill('SIGKILL')
    await new Promise((settle) => starter.once('exit', settle))
    expect(existsSync(place.dataDir)).toBe(false)
    const { url } = await start()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  /** initdb has begun, and has about half a second to go. */
  const halfMade = () =>
    readdirSync(place.folder).some((name) => existsSync(join(place.folder, name, 'data', 'PG_VERSION')))

  it.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
    'leaves no Postgres behind when its starter ends by %s',
    async (signal) => {
      const starter = startElsewhere()
      await new Promise((settle) => starter.stdout.once('data', settle))
      const pid = pidOf()
      starter.kill(signal)
      for (let i = 0; i < 100 && isAlive(pid); i++) await sleep(50)
      expect(isAlive(pid)).toBe(false)
      await start()
    },
  )
})
