import type { ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Ground } from './open-ground.ts'
import { environmentOf, type Program, type ProgramPorts, TITLES } from './program-environment.ts'
import { reviver } from './revive.ts'
import { endTied, runs, spawnTied } from './spawn-tied.ts'

const ENTRY: Record<Program, string> = {
  booking: 'apps/booking/server.ts',
  staff: 'apps/staff/server.ts',
  operator: 'apps/operator/server.ts',
  api: 'apps/api/main.ts',
}
const LOG_LIMIT = 5_000_000

type Options = {
  ground: Ground
  ports: ProgramPorts
  logFolder: string
  mode: 'production' | 'development'
  /** What happens to it meanwhile, for the person at the terminal. */
  say: (sentence: string) => void
}
export type RunningProgram = ReturnType<typeof startProgram>

/**
 * Starts one program in a process of its own, from the project's folder; it ends at the latest when we do. One that ends
 * without having been asked to is started again (in development: when its code is saved). Its log lines go to
 * `<logFolder>/<program>.log`.
 */
export function startProgram(program: Program, { ground, ports, logFolder, mode, say }: Options) {
  const port = ports[program]
  const env = { ...inherited(), NODE_ENV: mode, ...environmentOf(program, ground, ports) }
  const name = `${TITLES[program]}（${program}）`
  const asked = new WeakSet<ChildProcess>()
  const launch = () => {
    const log = openLog(logFolder, program)
    const child = spawnTied(process.execPath, [ENTRY[program]], { env, output: log.descriptor })
    closeSync(log.descriptor)
    child.on('error', () => {}) // it then never answers, which ready() says
    return { child, log }
  }
  let now = launch()

  /** Waits until it answers. Throws a sentence with the end of its log when it does not within `seconds`. */
  async function ready(seconds = 60) {
    const { child, log } = now
    for (const end = Date.now() + seconds * 1000; runs(child) && Date.now() < end; await sleep(50)) {
      if (!(await answers(port))) continue
      child.once('exit', () => {
        if (asked.has(child)) return
        if (mode === 'production') void revive(log.end())
        else say(`${name}が終了しました。${log.end()}`)
      })
      return
    }
    throw new Error(`${name}が起動しませんでした。${log.end()}`)
  }

  let stopped = false
  const end = () => {
    asked.add(now.child)
    return endTied(now.child)
  }
  /** Ends it and starts it with the code as it is now. */
  async function restart() {
    await end()
    if (stopped) return
    now = launch()
    await ready()
  }
  const revive = reviver({ name, restart, isStopped: () => stopped, say })

  return {
    program,
    port,
    /** The process that runs it now. */
    get child() {
      return now.child
    },
    ready,
    stop() {
      stopped = true
      return end()
    },
    restart,
  }
}

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(5000) }).then(
    (it) => it.ok,
    () => false,
  )

/** What a child process may see of ours: enough to run, none of the starter's own variables. */
const inherited = () =>
  Object.fromEntries(
    ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TZ'].flatMap((name) =>
      process.env[name] ? [[name, process.env[name]]] : [],
    ),
  )

function openLog(folder: string, program: Program) {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${program}.log`)
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_LIMIT) renameSync(file, `${file}.old`)
  const from = size > LOG_LIMIT ? 0 : size
  return {
    descriptor: openSync(file, 'a', 0o600),
    /** Where it lies, and the last words of this run. */
    end() {
      const written = readFileSync(file).subarray(from).toString().trim().split('\n')
      const lines = written.filter((line) => !/^\s+at /.test(line)).slice(-8) // calls say little here
      return `記録: ${file}\n${lines.map((line) => `    ${line}`).join('\n')}`
    },
  }
}
