import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type RunningCommand = ReturnType<typeof runNpm>

/** Runs `npm …` as a person would: in a process group of its own, with the machine's own PATH and nothing of the tests'. */
export function runNpm(args: string[], env: Record<string, string>, cwd = process.cwd()) {
  const own = (process.env.PATH ?? '').split(delimiter).filter((part) => !part.includes('node_modules'))
  const child = spawn('npm', args, {
    cwd,
    env: {
      PATH: own.join(delimiter),
      LANG: 'C.UTF-8',
      ...env,
    } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const pid = child.pid ?? 0
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
    })
  let code: number | null | undefined
  const ended = new Promise<number | null>((settle) => {
    child.once('error', () => settle(null))
    child.once('close', (it) => {
      code = it
      settle(it)
    })
  })

  return {
    ended,
    said: () => said,
    /** Waits for words on the terminal. Throws with all of them when the command ends, or time, before they come. */
    async until(words: string | RegExp, seconds = 90) {
      for (const end = Date.now() + seconds * 1000; ; await sleep(20)) {
        if (typeof words === 'string' ? said.includes(words) : words.test(said)) return
        if (code !== undefined || Date.now() > end) throw new Error(`no 「${words}」 in:\n${said}`)
      }
    },
    /** What it has started, and what that has started, and so on; itself first. */
    family: () => familyOf(pid),
    /** Ctrl-C at the terminal: everyone in its group hears it, and npm passes it on, so it comes several times. */
    async pressCtrlC() {
      for (let times = 0; times < 3 && code === undefined; times++) {
        process.kill(-pid, 'SIGINT')
        await sleep(50)
      }
      return ended
    },
  }
}

/** Those of the processes that are still there after so many seconds. */
export async function aliveAfter(pids: number[], seconds: number) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end && pids.some(isAlive); ) await sleep(50)
  return pids.filter(isAlive).map((pid) => `${pid} ${commandOf(pid)}`)
}

/** The process in a family whose command line says this. */
export function memberOf(pids: number[], words: string) {
  const found = pids.find((pid) => commandOf(pid).includes(words))
  if (!found) throw new Error(`no ${words} among ${pids.map(commandOf).join(', ')}`)
  return found
}

function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: Number(statOf(Number(name))?.[1]) }))
  const below = (it: number): number[] => [
    it,
    ...parents.filter(({ parent }) => parent === it).flatMap(({ pid }) => below(pid)),
  ]
  return below(pid)
}

/** State and parent, which follow the name in brackets. */
const statOf = (pid: number) => read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')

const isAlive = (pid: number) => !['Z', 'X', '', undefined].includes(statOf(pid)?.[0])

const commandOf = (pid: number) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()

function read(path: string) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
